# docker run --rm -v "$PWD:/src:ro" affilint check .
FROM python:3.12-slim AS build
WORKDIR /build
COPY . .
RUN pip wheel --no-cache-dir --disable-pip-version-check --wheel-dir /wheels .

FROM python:3.12-slim
RUN --mount=type=bind,from=build,source=/wheels,target=/wheels \
    pip install --no-cache-dir --disable-pip-version-check --no-index --find-links /wheels affilint \
    && useradd --uid 10001 --no-create-home affilint
ENV AFFILINT_NO_CACHE=1
USER 10001
WORKDIR /src
ENTRYPOINT ["affilint"]
CMD ["check", "."]
