//! Logs go to the client as `window/logMessage`; standard error stays silent, because editors show it as errors.
//!
//! Messages never hold text of an article.

use super::wire::Out;
use tower_lsp::ls_types::{LogMessageParams, MessageType};
use tracing::field::{Field, Visit};
use tracing::{Event, Level, Subscriber};
use tracing_subscriber::layer::{Context, Layer, SubscriberExt};

/// Sends the logs of this process to the client. Only the first call has an effect.
pub fn to_client(out: Out) {
    let registry = tracing_subscriber::registry().with(ToClient(out));
    let _ = tracing::subscriber::set_global_default(registry);
    // A panic ends one task. Its message can quote the text that was read, so only its place is told.
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(|l| format!("{}:{}", l.file(), l.line())).unwrap_or_default();
        tracing::error!("a panic at {place}");
    }));
}

struct ToClient(Out);

impl<S: Subscriber> Layer<S> for ToClient {
    fn enabled(&self, metadata: &tracing::Metadata<'_>, _: Context<'_, S>) -> bool {
        // The protocol's crate logs whole messages at its lower levels, and with them articles.
        let lowest = if metadata.target().starts_with("whosays") { Level::INFO } else { Level::ERROR };
        *metadata.level() <= lowest
    }

    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        let mut message = Message(String::new());
        event.record(&mut message);
        let typ = match *event.metadata().level() {
            Level::ERROR => MessageType::ERROR,
            Level::WARN => MessageType::WARNING,
            Level::INFO => MessageType::INFO,
            _ => MessageType::LOG,
        };
        self.0.notify("window/logMessage", LogMessageParams { typ, message: message.0 });
    }
}

struct Message(String);

impl Visit for Message {
    fn record_debug(&mut self, field: &Field, value: &dyn std::fmt::Debug) {
        use std::fmt::Write;
        let _ = match field.name() {
            "message" => write!(self.0, "{value:?}"),
            name => write!(self.0, " {name}={value:?}"),
        };
    }
}
