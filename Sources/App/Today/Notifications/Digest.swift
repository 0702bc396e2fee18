import Domain
import Storage
import Web

/// One mail a day of what waits and what is new: in the account's language, in its morning, and none where there is nothing new.
/// What was told is kept in the transaction that writes the mail, so that neither a restart nor a second node tells it again.
enum Digest {
    /// From which hour on, where the reader is.
    static let hour = 7
    /// What is due so soon is told again.
    private static let soon: Int64 = 36 * EpochTime.hour

    /// - Returns: how many mails were written.
    @discardableResult
    static func run(_ services: Services) async throws -> Int {
        let now = services.environment.now()
        let candidates = try await services.database.read { try DigestStore($0).candidates(at: now) }
        var written = 0
        for (account, last) in candidates {
            let clock = MomentWords(account.timeZone).wallClock(now)
            guard clock.hour >= hour, clock.date > last.day else { continue }
            do {
                let isWritten = try await services.database.write { tx in
                    try writeIn(Work(tx, services.environment), account.id, last, day: clock.date, services.settings)
                }
                if isWritten { written += 1 }
            } catch StorageError.decoding(let what) {
                // What is broken in one account's rows keeps no mail from the others.
                services.logger.error("No daily mail for account \(account.id): \(what)")
            }
        }
        return written
    }

    private static func writeIn(
        _ work: Work, _ id: Account.ID, _ last: DigestStore.Last, day: String, _ settings: Settings
    ) throws -> Bool {
        let tx = work.tx
        // As it is now: others were written before this one.
        guard let account = try AccountStore(tx).known(id), !account.isDisabled else { return false }
        let reader = try AccountReader(account, now: work.now, tx)
        let refused = try NotificationStore(tx).refusals(of: account.id)
        guard !refused.contains(NotificationOperations.digest) else { return false }
        let tasks = try Today.tasks(for: reader, tx).filter { !refused.contains($0.kind) }
        let rows = try NotificationStore(tx).toMail(to: account.id)
        let lines = try rows.compactMap { try NotificationLine($0, for: reader, tx) }.filter {
            !refused.contains($0.kind)
        }
        let told = DigestStore.Last(day: day, tasks: Set(tasks.map(\.id)))
        guard try DigestStore.claim(account.id, told, at: work.now, tx) else { return false }
        try NotificationStore.setMailed(rows.map(\.id), at: work.now, tx)
        let isNew =
            !lines.isEmpty
            || tasks.contains { task in
                !last.tasks.contains(task.id) || (task.due.map { $0 > work.now && $0 < work.now + soon } ?? false)
            }
        guard isNew else { return false }
        let language = try account.language ?? AccountStore(tx).usualLanguage(of: account.id) ?? .english
        let close = try reader.closeTitles(tx)
        let words = DigestWords(language: language, zone: account.timeZone, settings: settings, close: close)
        return try Outbox.writeIn(
            work,
            MailDraft(
                event: nil, kind: "digest", key: "today:\(account.id):\(day)",
                to: MailAddress(name: account.name, address: account.email), language: language.rawValue,
                subject: words.subject(tasks.count, lines.count), text: words.text(account.name, tasks, lines),
                mailClass: .news))
    }

    /// Looks now and then whether it is somebody's morning, until the task is cancelled.
    static func watch(_ services: Services) async {
        guard services.settings.mail != nil else { return }
        await services.again(every: .seconds(60), waitsFirst: true, failing: "The daily mail could not be written") {
            // What has just happened is in the mail.
            try await Notifying.run(services.database, services.environment)
            try await run(services)
        }
    }
}

/// What the daily mail says.
struct DigestWords {
    let language: Language
    /// The reader's own, where it is known.
    let zone: String?
    let settings: Settings
    /// The TLP labels of events AMBER or closer, which no mail names, by title.
    var close: [String: String] = [:]

    private func say(_ message: Message) -> String { message.string(in: language) }

    func subject(_ tasks: Int, _ news: Int) -> String {
        tasks > 0
            ? say(L(tasks, one: "\(tasks) thing waits for you", other: "\(tasks) things wait for you"))
            : say(L(news, one: "\(news) thing is new", other: "\(news) things are new"))
    }

    func text(_ name: String, _ tasks: [TodayTask], _ lines: [NotificationLine]) -> String {
        var parts = [say(L("Hello \(name),"))]
        if !tasks.isEmpty { parts += [say(L("Waiting for you")).uppercased()] + tasks.map(task) }
        if !lines.isEmpty { parts += [say(L("New in what you follow")).uppercased()] + lines.map(line) }
        parts += [
            say(
                L(
                    "You get at most one such mail a day. What it contains, and whether it comes: \(address(TodayPaths.settings()))"
                ))
        ]
        return parts.joined(separator: "\n\n")
    }

    private func task(_ task: TodayTask) -> String {
        let due = task.due.map { time in
            say(L("Due: \(MomentWords(task.zone ?? zone).beside(time, own: zone, in: language))"))
        }
        let marking = close[task.place] ?? task.marking.flatMap { TLP.isDiscreet($0) ? $0 : nil }
        return [say(task.what), marking.map { "TLP:\($0)" } ?? task.place, due, say(task.why), address(task.path)]
            .compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: "\n")
    }

    private func line(_ line: NotificationLine) -> String {
        [say(line.what), line.close.map { "TLP:\($0)" } ?? line.place, address(line.path)].filter { !$0.isEmpty }
            .joined(separator: "\n")
    }

    private func address(_ path: String) -> String { settings.baseURL + path }
}

extension AccountReader {
    /// The TLP labels of the reader's events that are AMBER or closer, which no mail names, by title.
    fileprivate func closeTitles(_ reading: any Reading) throws -> [String: String] {
        var titles: [String: String] = [:]
        for event in memberships.keys {
            guard let thing = try FollowedKind.find("event:\(event)", for: self, reading), let marking = thing.marking,
                TLP.isDiscreet(marking)
            else { continue }
            titles[thing.title] = marking
        }
        return titles
    }
}
