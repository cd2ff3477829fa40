# Stands for the image of your own tests: samples/python/every_trade.py and what it takes.
ARG PYTHON_IMAGE=python:3.13-slim
FROM ${PYTHON_IMAGE}
RUN python3 -c 'import websockets' || pip install --no-cache-dir websockets
COPY python/every_trade.py .
