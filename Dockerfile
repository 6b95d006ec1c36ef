# The image holds the bot, its locked dependencies and the shipped knowledge; nothing in it is written to but /cache.

# A model to find passages by meaning with, by its name on the hub; without one, the image holds nothing for it.
ARG SEMANTIC_MODEL=""

FROM python:3.13-slim AS build
ARG SEMANTIC_MODEL
WORKDIR /app
COPY requirements.lock requirements-semantic.lock ./
RUN python3 -m venv --without-pip /opt/venv \
    && python3 -m pip --python /opt/venv/bin/python install --no-cache-dir --require-hashes \
        -r "requirements${SEMANTIC_MODEL:+-semantic}.lock"
RUN mkdir /opt/models && if [ -n "$SEMANTIC_MODEL" ]; then \
        /opt/venv/bin/python -c "import sys; from model2vec import StaticModel; \
            StaticModel.from_pretrained(sys.argv[1]).save_pretrained('/opt/models/' + sys.argv[1])" "$SEMANTIC_MODEL" \
        && chmod -R a+rX /opt/models; \
    fi
COPY bot bot
RUN /opt/venv/bin/python -m compileall -q bot

FROM python:3.13-slim
ARG SEMANTIC_MODEL
LABEL org.opencontainers.image.title="assessment-bot" \
      org.opencontainers.image.description="A Discord bot that answers questions about assessments with verbatim, cited excerpts" \
      org.opencontainers.image.licenses="MIT"
RUN useradd --uid 10001 --user-group --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin bot \
    && install --directory --owner bot --group bot /cache
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    KNOWLEDGE_DIR=/knowledge \
    CACHE_DIR=/cache \
    SEMANTIC_MODEL=${SEMANTIC_MODEL:+/opt/models/$SEMANTIC_MODEL} \
    HEALTH_PORT=8080
WORKDIR /app
COPY --from=build /opt/venv /opt/venv
COPY --from=build /opt/models /opt/models
COPY --from=build /app/bot bot
COPY knowledge /knowledge
USER 10001:10001
VOLUME ["/cache"]
STOPSIGNAL SIGTERM
# Green while the bot is connected and has knowledge loaded; there is no curl in here.
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 \
    CMD ["python", "-c", "import http.client, os, sys; page = http.client.HTTPConnection('127.0.0.1', int(os.environ['HEALTH_PORT']), timeout=4); page.request('GET', '/'); sys.exit(page.getresponse().status != 200)"]
ENTRYPOINT ["python", "-m", "bot"]
CMD ["run"]
