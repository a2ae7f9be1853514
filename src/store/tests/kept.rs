//! Claims about the memory of the fetching layers.

use super::{at, folder};
use crate::fetch::{Keep, Kept, Memory};
use crate::store::Store;

#[test]
fn a_get_sees_every_earlier_put_committed_or_not() {
    let dir = folder();
    let path = dir.path().join("a.db");
    let store = Store::open(&path).unwrap();
    let kept = |n: u8| Kept {
        value: vec![n],
        expires: at(i64::from(n)),
    };
    for n in 0..200 {
        store.put(Keep::Pace, &format!("site{}", n % 7), kept(n));
        assert_eq!(
            store.get(Keep::Pace, &format!("site{}", n % 7)),
            Some(kept(n))
        );
    }
    assert_eq!(store.get(Keep::Rest, "site0"), None);
    drop(store);
    let store = Store::open(&path).unwrap();
    assert_eq!(store.get(Keep::Pace, "site0"), Some(kept(196)));
}

#[test]
fn puts_from_many_threads_leave_the_newest_of_each() {
    let dir = folder();
    let path = dir.path().join("a.db");
    let store = Store::open(&path).unwrap();
    std::thread::scope(|scope| {
        for thread in 0..4_u8 {
            let store = &store;
            scope.spawn(move || {
                for n in 0..250_u8 {
                    let key = format!("{thread}/{}", n % 10);
                    store.put(
                        Keep::Robots,
                        &key,
                        Kept {
                            value: vec![n],
                            expires: at(0),
                        },
                    );
                    assert_eq!(store.get(Keep::Robots, &key).unwrap().value, [n]);
                }
            });
        }
    });
    store.flush().unwrap();
    let reopened = Store::open_read_only(&path).unwrap();
    for thread in 0..4 {
        assert_eq!(
            reopened
                .get(Keep::Robots, &format!("{thread}/9"))
                .unwrap()
                .value,
            [249]
        );
    }
}
