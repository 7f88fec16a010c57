# One image for every process of the product; what runs in it is the command's choice.
FROM node:24.21.0-bookworm-slim AS build
WORKDIR /app
COPY . .
RUN node tools/build.mjs && npm prune --omit=dev --ignore-scripts

FROM node:24.21.0-bookworm-slim
ENV NODE_ENV=production \
    TZ=UTC \
    HOST=0.0.0.0 \
    INTERNAL_PORT=9100 \
    AISPINNER_HOME=/var/lib/aispinner \
    NODE_OPTIONS=--disable-warning=ExperimentalWarning
WORKDIR /app
COPY --from=build /app /app
RUN install -d -o node -g node /var/lib/aispinner
USER node
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:9100/readyz').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
