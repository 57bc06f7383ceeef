//! A real `guichet serve`, on the database and the folders of a world, that a story may kill.

use super::transport::Transport;
use super::world::{World, root};
use guichet::config::Config;
use std::fs;
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// A process that serves.
pub(crate) struct Served {
    child: Child,
    address: SocketAddr,
}

impl Served {
    /// Starts one beside the world, and waits until it listens.
    pub(crate) fn beside(world: &World) -> Self {
        let address = free_address();
        let file = world.folder().join("guichet.toml");
        fs::write(&file, toml(&world.app.config, address)).expect("the settings are written");
        let log =
            fs::File::options().create(true).append(true).open(world.folder().join("guichet.log")).expect("a log");
        let mut command = Command::new(binary());
        command.args(["serve", "--config"]).arg(&file).current_dir(world.folder()).env("GUICHET_LOG", "warn");
        let child = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(log).spawn().expect("guichet starts");
        let mut served = Self { child, address };
        let started = Instant::now();
        while TcpStream::connect(address).is_err() {
            let ended = served.child.try_wait().expect("the child is ours");
            let log = || fs::read_to_string(world.folder().join("guichet.log")).unwrap_or_default();
            assert!(ended.is_none(), "guichet serve s'arrête : {}", log());
            assert!(started.elapsed() < Duration::from_secs(30), "guichet serve n'écoute pas : {}", log());
            std::thread::sleep(Duration::from_millis(10));
        }
        served
    }

    /// The way to it.
    pub(crate) fn transport(&self) -> Transport {
        Transport::At(self.address)
    }

    /// `kill -9`.
    pub(crate) fn kill(mut self) {
        self.end();
    }

    fn end(&mut self) {
        // It may be gone already; then there is nothing to stop.
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

/// A story that fails leaves no process behind.
impl Drop for Served {
    fn drop(&mut self) {
        self.end();
    }
}

pub(crate) fn binary() -> PathBuf {
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from);
    let binary = target.join("debug/guichet");
    assert!(binary.is_file(), "{} manque : cargo build --package guichet", binary.display());
    binary
}

fn free_address() -> SocketAddr {
    let held = TcpListener::bind("127.0.0.1:0").expect("a free port");
    held.local_addr().expect("its address")
}

/// The settings of a world, as a file.
fn toml(config: &Config, listen: SocketAddr) -> String {
    let key = config.seal.keys.get(&config.seal.current).expect("the world has a key");
    format!(
        r#"
listen = "{listen}"
scheme = "http"
local_suffix = "localhost"
database_url = "{database}"
programmes = "{programmes}"
themes = "{themes}"
storage.folder = "{pieces}"
mail.folder = "{mails}"
seal.current = "{current}"
seal.keys.{current} = "{key}"
"#,
        database = config.database_url,
        programmes = root().join("programmes").display(),
        themes = root().join("themes").display(),
        pieces = config.storage.folder.display(),
        mails = config.mail.folder.display(),
        current = config.seal.current,
    )
}
