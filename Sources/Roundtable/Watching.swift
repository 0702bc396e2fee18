import Dispatch
import Foundation
import Storage
import Synchronization

/// Shows at the terminal how far something long has come, and stops it cleanly where somebody presses Ctrl-C: what a stop leaves is said.
/// A terminal gets one line that changes; a file or a pipe gets a line every few seconds of what really takes long.
struct Watching {
    /// Between two lines where there is no terminal, in seconds.
    private static let pause = 5.0

    private let work = LongWork()
    private let isTerminal = isatty(STDERR_FILENO) == 1 && ProcessInfo.processInfo.environment["TERM"] != "dumb"

    /// - Parameter leaves: what there is after a stop, in a sentence.
    static func run<Value>(_ leaves: String, _ body: (LongWork) async throws -> Value) async throws -> Value {
        let watching = Watching()
        let signals = watching.listen()
        let drawing = Task { await watching.draw() }
        do {
            let value = try await body(watching.work)
            await end(drawing, signals)
            return value
        } catch {
            await end(drawing, signals)
            guard watching.work.isStopped else { throw error }
            throw Failure("Stopped. \(leaves)", .stopped)
        }
    }

    private static func end(_ drawing: Task<Void, Never>, _ signals: [any DispatchSourceSignal]) async {
        drawing.cancel()
        await drawing.value
        for source in signals { source.cancel() }
        for number in [SIGINT, SIGTERM] { signal(number, SIG_DFL) }
    }

    /// The first stops; a second one ends the program at once.
    private func listen() -> [any DispatchSourceSignal] {
        [SIGINT, SIGTERM].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler { [work] in
                if work.isStopped { exit(128 + number) }
                work.stop()
            }
            source.resume()
            return source
        }
    }

    private func draw() async {
        let begin = ContinuousClock.now
        var stageBegin = begin
        var shown = ""
        var lastLine = 0.0
        var last: LongWork.Stage?
        while !Task.isCancelled {
            try? await Task.sleep(for: .milliseconds(200))
            guard !Task.isCancelled, let stage = work.stage else { continue }
            if stage.what != last?.what { stageBegin = .now }
            last = stage
            let (all, own) = (Self.seconds(since: begin), Self.seconds(since: stageBegin))
            if isTerminal {
                let line = work.isStopped ? "Stopping …" : ProgressWords.line(stage, after: own, width: Self.width)
                if line != shown { Terminal.show(line) }
                shown = line
            } else if all - lastLine >= Self.pause {
                Terminal.complain(ProgressWords.plain(stage, after: own))
                lastLine = all
            }
        }
        if isTerminal && !shown.isEmpty { Terminal.show("") }
    }

    private static func seconds(since begin: ContinuousClock.Instant) -> Double {
        let parts = (ContinuousClock.now - begin).components
        return Double(parts.seconds) + Double(parts.attoseconds) / 1e18
    }

    /// Columns of the terminal.
    private static var width: Int {
        var size = winsize()
        guard ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 20 else { return 80 }
        return Int(size.ws_col)
    }
}

/// How far something has come, in words.
enum ProgressWords {
    /// `Copying the database  [#########...........]  45 %  12 s, about 15 s left`, as wide as the terminal at most.
    static func line(_ stage: LongWork.Stage, after seconds: Double, width: Int) -> String {
        let time = times(stage, seconds)
        guard let share = share(of: stage) else { return String("\(stage.what) …  \(time)".prefix(width - 1)) }
        let room = width - stage.what.count - time.count - 16
        let cells = min(max(room, 0), 30)
        let full = Int(Double(cells) * share)
        let bar =
            cells < 5 ? "" : "[\(String(repeating: "#", count: full))\(String(repeating: ".", count: cells - full))]  "
        return String("\(stage.what)  \(bar)\(percent(share))  \(time)".prefix(width - 1))
    }

    /// `Copying the database: 45 %, 12 s, about 15 s left`
    static func plain(_ stage: LongWork.Stage, after seconds: Double) -> String {
        let parts = [share(of: stage).map(percent), times(stage, seconds)].compactMap { $0 }
        return "\(stage.what): \(parts.joined(separator: ", "))"
    }

    private static func share(of stage: LongWork.Stage) -> Double? {
        guard let total = stage.total, total > 0 else { return nil }
        return min(max(Double(stage.done) / Double(total), 0), 1)
    }

    private static func percent(_ share: Double) -> String { "\(Int(share * 100)) %" }

    private static func times(_ stage: LongWork.Stage, _ seconds: Double) -> String {
        // Before something has been done nobody knows how long the rest takes.
        guard let share = share(of: stage), share > 0.02, share < 1, seconds >= 2 else { return time(seconds) }
        return "\(time(seconds)), about \(time(seconds / share - seconds)) left"
    }

    /// `45 s`, `3 min 20 s`, `2 h 5 min`
    static func time(_ seconds: Double) -> String {
        let whole = Int(min(max(seconds, 0), 1e9))
        if whole < 60 { return "\(whole) s" }
        if whole < 3_600 { return "\(whole / 60) min \(whole % 60) s" }
        return "\(whole / 3_600) h \(whole / 60 % 60) min"
    }
}
