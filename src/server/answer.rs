//! Answers that wait: each goes on where what it waits for happens.
//!
//! An edit that overtakes a hover answers it. On the connection's own thread that needs no other one, and in a paste, when
//! every processor is busy, another one takes its time to come.

use futures::future::BoxFuture;
use std::cell::RefCell;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Wake, Waker};
use tokio::runtime::Handle;

struct Answer {
    /// None once it is given.
    rest: Mutex<Option<BoxFuture<'static, ()>>>,
    runtime: Handle,
}

thread_local! {
    /// What became ready while this thread handles a message; None while it does not.
    static READY: RefCell<Option<Vec<Arc<Answer>>>> = const { RefCell::new(None) };
}

/// Handles a message, and then goes on with the answers that it made ready.
pub fn here<T>(runtime: &Handle, handle: impl FnOnce() -> T) -> T {
    let _inside = runtime.enter();
    READY.set(Some(vec![]));
    let handled = handle();
    for answer in READY.take().unwrap_or_default() {
        answer.go_on();
    }
    handled
}

/// Runs an answer up to its first wait; whoever ends the wait sees to the rest.
pub fn start(runtime: Handle, answer: impl Future<Output = ()> + Send + 'static) {
    Arc::new(Answer { rest: Mutex::new(Some(Box::pin(answer))), runtime }).go_on();
}

impl Answer {
    fn go_on(self: Arc<Answer>) {
        let waker = Waker::from(Arc::clone(&self));
        let mut rest = super::session::locked(&self.rest);
        if let Some(answer) = rest.as_mut()
            && let Poll::Ready(()) = answer.as_mut().poll(&mut Context::from_waker(&waker))
        {
            *rest = None;
        }
    }
}

impl Wake for Answer {
    fn wake(self: Arc<Answer>) {
        let left = READY.with_borrow_mut(|ready| match ready {
            Some(ready) => {
                ready.push(self);
                None
            }
            None => Some(self),
        });
        if let Some(answer) = left {
            let runtime = answer.runtime.clone();
            runtime.spawn(async move { answer.go_on() });
        }
    }
}
