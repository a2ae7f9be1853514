//! Tests of the wire that need TLS: certificates, HTTP/2, tunnels.

use std::convert::Infallible;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http_body_util::Full;
use hyper::service::service_fn;
use hyper_util::rt::{TokioExecutor, TokioIo};
use rcgen::{CertificateParams, CertifiedIssuer, IsCa, KeyPair};
use rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;

use super::answer::Failure;
use super::http::Http;
use super::loopback::{failure, named, nameserver, page, tunnel};
use super::settings::Settings;
use super::{Fetch, Request};

/// An https server for `tls.example`, and the authority that vouches for it (PEM). It says which HTTP it spoke.
async fn secure(protocols: &[&str]) -> (SocketAddr, Vec<u8>) {
    let mut params = CertificateParams::new(Vec::new()).unwrap();
    params.is_ca = IsCa::Ca(rcgen::BasicConstraints::Unconstrained);
    let authority = CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap();
    let key = KeyPair::generate().unwrap();
    let certificate = CertificateParams::new(vec!["tls.example".into()]).unwrap().signed_by(&key, &authority).unwrap();
    let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(key.serialize_der()));
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let builder = rustls::ServerConfig::builder_with_provider(provider).with_safe_default_protocol_versions().unwrap();
    let mut config = builder.with_no_client_auth().with_single_cert(vec![certificate.der().clone()], key).unwrap();
    config.alpn_protocols = protocols.iter().map(|p| p.as_bytes().to_vec()).collect();
    let (acceptor, listener) = (TlsAcceptor::from(Arc::new(config)), TcpListener::bind("127.0.0.1:0").await.unwrap());
    let address = listener.local_addr().unwrap();
    tokio::spawn(serve(listener, acceptor));
    (address, authority.pem().into_bytes())
}

async fn serve(listener: TcpListener, acceptor: TlsAcceptor) {
    while let Ok((stream, _)) = listener.accept().await {
        let acceptor = acceptor.clone();
        tokio::spawn(async move {
            let Ok(stream) = acceptor.accept(stream).await else { return };
            let two = stream.get_ref().1.alpn_protocol() == Some(b"h2");
            let say = service_fn(|request: hyper::Request<hyper::body::Incoming>| async move {
                Ok::<_, Infallible>(hyper::Response::new(Full::new(Bytes::from(format!("{:?}", request.version())))))
            });
            let io = TokioIo::new(stream);
            if two {
                let _ = hyper::server::conn::http2::Builder::new(TokioExecutor::new()).serve_connection(io, say).await;
            } else {
                let _ = hyper::server::conn::http1::Builder::new().serve_connection(io, say).await;
            }
        });
    }
}

async fn asked(settings: Settings, server: SocketAddr) -> super::Outcome {
    let nameserver = nameserver(&[("tls.example", Ipv4Addr::LOCALHOST), ("other.example", Ipv4Addr::LOCALHOST)]).await;
    let http = Http::new(&Settings { nameserver: Some(nameserver), ..settings }, &Arc::default()).unwrap();
    http.fetch(&named(format!("https://tls.example:{}/", server.port()).parse().unwrap())).await
}

#[tokio::test]
async fn both_versions_of_http_are_spoken_over_tls() {
    for (protocols, version) in [(&["h2", "http/1.1"][..], "HTTP/2.0"), (&["http/1.1"], "HTTP/1.1"), (&[], "HTTP/1.1")] {
        let (server, authority) = secure(protocols).await;
        let answer = asked(Settings { authorities: vec![authority], ..Settings::default() }, server).await.unwrap();
        assert_eq!((answer.status, answer.body.as_ref()), (200, version.as_bytes()));
    }
}

#[tokio::test]
async fn a_certificate_that_nobody_vouches_for_is_refused_and_said() {
    let (server, _) = secure(&[]).await;
    let outcome = asked(Settings::default(), server).await;
    assert!(matches!(failure(outcome), Failure::Certificate { .. }));
}

#[tokio::test]
async fn a_certificate_for_another_name_is_refused_and_said() {
    let (server, authority) = secure(&[]).await;
    let nameserver = nameserver(&[("other.example", Ipv4Addr::LOCALHOST)]).await;
    let settings = Settings { authorities: vec![authority], nameserver: Some(nameserver), ..Settings::default() };
    let http = Http::new(&settings, &Arc::default()).unwrap();
    let outcome = http.fetch(&named(format!("https://other.example:{}/", server.port()).parse().unwrap())).await;
    assert!(matches!(failure(outcome), Failure::Certificate { .. }));
}

#[tokio::test]
async fn a_tunnel_leads_to_the_site_by_its_name() {
    let (server, authority) = secure(&["h2"]).await;
    let tunnel = tunnel(Ok(server)).await;
    let proxy = Some(format!("http://{}", tunnel.address).parse().unwrap());
    let settings = Settings { proxy, authorities: vec![authority], timeout: Duration::from_secs(5), ..Settings::default() };
    let http = Http::new(&settings, &Arc::default()).unwrap();
    let request: Request = page("https://tls.example/");
    assert_eq!(http.fetch(&request).await.unwrap().body, "HTTP/2.0");
    assert_eq!(tunnel.seen.lock().unwrap()[0].line, "CONNECT tls.example:443");
}
