# The journal in a container. SDK and BASE may be replaced by locally made images; the defaults are the official ones.
ARG SDK=mcr.microsoft.com/dotnet/sdk:10.0
ARG BASE=mcr.microsoft.com/dotnet/aspnet:10.0

FROM ${SDK} AS build
WORKDIR /source
COPY . .
RUN dotnet publish src/Host -c Release -o /published \
 && mkdir /data

FROM ${BASE}
WORKDIR /app
COPY --from=build /published .
COPY --from=build --chown=1654:1654 /data /data
ENV LANG=C.UTF-8 \
    HOME=/data \
    ELJ_PG=external
# 1654 is the user of the official image; by number it needs no entry in another one.
USER 1654
VOLUME /data
EXPOSE 8080
# The base image has no curl: bash asks by itself.
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s --retries=4 \
  CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/8080 && printf 'GET /live HTTP/1.0\\r\\nHost: localhost\\r\\n\\r\\n' >&3 && head -n 1 <&3 | grep -q ' 200 '"]
ENTRYPOINT ["dotnet", "eljournal.dll"]
CMD ["serve", "--urls", "http://0.0.0.0:8080", "--data", "/data"]
