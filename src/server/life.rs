//! The end of a session that nobody ends: the client's process is gone.

use std::time::Duration;

/// Returns once the process is gone. Where that cannot be known, never.
///
/// A client that dies closes our standard input, but a process it has started in between can keep the other end open.
pub async fn outlives(process: u32) {
    loop {
        tokio::time::sleep(Duration::from_secs(1)).await;
        if !is_running(process) {
            return;
        }
    }
}

#[cfg(unix)]
fn is_running(process: u32) -> bool {
    let Some(process) = i32::try_from(process).ok().and_then(rustix::process::Pid::from_raw) else { return true };
    // Not permitted means that it is there and somebody else's.
    rustix::process::test_kill_process(process) != Err(rustix::io::Errno::SRCH)
}

#[cfg(not(unix))]
fn is_running(_process: u32) -> bool {
    true
}
