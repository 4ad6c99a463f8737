# Three stages: the bundles of Plotly and of our own modules (Node), the Python packages (pip), and what is run:
# neither of the two.
# Behind a mirror: --build-arg PIP_INDEX_URL=… and --build-arg NPM_CONFIG_REGISTRY=…

FROM node:20-slim AS bundles
ARG NPM_CONFIG_REGISTRY
WORKDIR /src
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts --include=dev
COPY scripts/build_front_end.mjs scripts/compress.mjs scripts/
RUN node scripts/build_front_end.mjs static/vendor
COPY scripts/bundle_pages.mjs scripts/
COPY templates templates
COPY static/css static/css
COPY static/js static/js
RUN node scripts/bundle_pages.mjs static/built static/vendor/plotly.css


FROM python:3.11-slim AS packages
ARG PIP_INDEX_URL
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_ROOT_USER_ACTION=ignore
WORKDIR /src
COPY requirements.txt ./
# The image's own pip fills the environment, which so needs none.
RUN python -m venv --without-pip /venv \
 && pip --python /venv/bin/python install --require-hashes --only-binary=:all: --no-compile -r requirements.txt
# Tests and type stubs are never imported. Python's plotly only carries plotly.js, for set-ups without npm.
WORKDIR /venv/lib/python3.11/site-packages
RUN rm -rf plotly narwhals _plotly_utils plotly-* narwhals-* ../../../etc ../../../share \
 && find . -type d -name tests -prune -exec rm -rf {} + \
 && find . -name '*.pyi' -delete \
 && python -m compileall -q -j 0 --invalidation-mode unchecked-hash .


FROM python:3.11-slim
# Slim images come without the standard library's byte code: every start and health check would compile it anew.
RUN python -m compileall -q -j 0 -x '/(site-packages|idlelib|lib2to3|tests?)/' /usr/local/lib/python3.11
# The arrays are small: threads inside one request would only cost the others their turn.
# Matplotlib keeps its list of fonts in the one place that may be written.
ENV PATH=/venv/bin:$PATH PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 OPENBLAS_NUM_THREADS=1 MPLCONFIGDIR=/tmp/matplotlib \
    LOSSCOPE_HOST=0.0.0.0
WORKDIR /losscope
COPY --from=packages /venv /venv
COPY app app
COPY templates templates
COPY static static
COPY --from=bundles /src/static/vendor static/vendor
COPY --from=bundles /src/static/built static/built
RUN python -m compileall -q --invalidation-mode unchecked-hash app
USER 10001:10001
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s --retries=3 \
    CMD ["python", "-I", "-S", "-c", "from urllib.request import urlopen; urlopen('http://127.0.0.1:8000/healthz', timeout=4)"]
CMD ["python", "-m", "app"]
