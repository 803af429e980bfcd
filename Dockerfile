# A small image with the bot alone: no shell, no package manager, nobody but the bot's own account.
# docker build -t footnote .

FROM rust:1-slim-bookworm AS build
RUN apt-get update && apt-get install -y --no-install-recommends gcc libc6-dev && rm -rf /var/lib/apt/lists/*
WORKDIR /src
COPY Cargo.toml Cargo.lock build.rs ./
COPY src ./src
COPY fonts ./fonts
COPY knowledge ./knowledge
RUN cargo build --release --locked \
    && mkdir -p /out/data \
    && cp target/release/footnote /out/footnote

# glibc and certificates, and user 65532; 20-odd MB.
FROM gcr.io/distroless/cc-debian12:nonroot
COPY --from=build /out/footnote /usr/local/bin/footnote
# The licence of the fonts in the binary.
COPY --from=build /src/fonts/OFL.txt /usr/share/doc/footnote/OFL.txt
# A volume that is mounted here begins with this folder's owner.
COPY --from=build --chown=65532:65532 /out/data /data
ENV FOOTNOTE_DATA=/data \
    FOOTNOTE_LISTEN=0.0.0.0:8080 \
    FOOTNOTE_LOG=json
USER 65532:65532
VOLUME /data
EXPOSE 8080
STOPSIGNAL SIGTERM
ENTRYPOINT ["/usr/local/bin/footnote"]
CMD ["run"]
