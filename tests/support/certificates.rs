//! Certificates that a test makes for itself, with `openssl`, which Debian's PostgreSQL brings along.

use std::path::{Path, PathBuf};
use std::process::Command;

/// Certificates and keys, PEM, in a folder.
pub struct Certificates {
    folder: tempfile::TempDir,
}

impl Certificates {
    /// An authority and a server's certificate from it for `127.0.0.1`; another authority; and a certificate that vouches
    /// for itself, as Debian's own for PostgreSQL does. `None` without `openssl`.
    pub fn make() -> Option<Certificates> {
        let folder = tempfile::tempdir().expect("a folder");
        let script = r#"
            set -eu
            new="-newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2"
            openssl req -x509 $new -keyout authority.key -out authority.pem -subj /CN=authority
            openssl req -x509 $new -keyout other.key -out other.pem -subj /CN=authority
            printf 'subjectAltName=IP:127.0.0.1\n' >names
            openssl req $new -keyout server.key -out server.csr -subj /CN=server
            openssl x509 -req -days 2 -in server.csr -CA authority.pem -CAkey authority.key -set_serial 7 \
                -extfile names -out server.pem
            openssl req -x509 $new -keyout self.key -out self.pem -subj /CN=self \
                -addext basicConstraints=critical,CA:FALSE -addext subjectAltName=IP:127.0.0.1
        "#;
        let made = Command::new("sh").args(["-c", script]).current_dir(folder.path()).output().ok()?;
        if !made.status.success() {
            eprintln!("SKIPPED: openssl makes no certificates: {}", String::from_utf8_lossy(&made.stderr));
            return None;
        }
        Some(Certificates { folder })
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn read(&self, name: &str) -> String {
        std::fs::read_to_string(Path::new(&self.path(name))).expect("it was made")
    }
}
