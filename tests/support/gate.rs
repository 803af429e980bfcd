//! Stands between the bot and the fake server, and takes the network away: nobody listens, or nobody answers.

use std::net::SocketAddr;
use std::time::Duration;

use tokio::io::copy_bidirectional;
use tokio::net::{TcpListener, TcpStream};
use tokio::task::{AbortHandle, JoinSet};

/// A way to the server at `target` that can be closed and opened.
pub struct Gate {
    port: u16,
    target: SocketAddr,
    serving: Option<AbortHandle>,
}

impl Gate {
    /// A closed way to the server at `url`.
    pub fn new(url: &url::Url) -> Gate {
        let target = SocketAddr::from(([127, 0, 0, 1], url.port().expect("a port")));
        Gate { port: super::free_port(), target, serving: None }
    }

    pub fn url(&self) -> url::Url {
        format!("http://127.0.0.1:{}", self.port).parse().expect("an address")
    }

    /// Lets everything through.
    pub async fn open(&mut self) {
        self.serve(false).await;
    }

    /// Takes connections and never says a word on them.
    pub async fn hang(&mut self) {
        self.serve(true).await;
    }

    /// Nobody listens any more, and connections break off.
    pub async fn close(&mut self) {
        if let Some(serving) = self.serving.take() {
            serving.abort();
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    async fn serve(&mut self, silent: bool) {
        self.close().await;
        let listener = TcpListener::bind(("127.0.0.1", self.port)).await.expect("the port is free");
        let target = self.target;
        let task = tokio::spawn(async move {
            // Dropped with this task, and with it all connections.
            let mut connections = JoinSet::new();
            loop {
                let Ok((mut from, _)) = listener.accept().await else { continue };
                connections.spawn(async move {
                    if silent {
                        return std::future::pending().await;
                    }
                    if let Ok(mut to) = TcpStream::connect(target).await {
                        let _ = copy_bidirectional(&mut from, &mut to).await;
                    }
                });
                while connections.try_join_next().is_some() {}
            }
        });
        self.serving = Some(task.abort_handle());
    }
}

impl Drop for Gate {
    fn drop(&mut self) {
        if let Some(serving) = &self.serving {
            serving.abort();
        }
    }
}
