import Domain
import Storage
import Web

/// What an organiser adds to the mails of an event.
enum PostOperations {
    static let wordsLimit = 2_000

    static func keep(_ visit: Visit, _ event: Event.ID, _ setting: PostSetting) async throws {
        var check = FieldCheck()
        var cleaned = PostSetting()
        cleaned.replyTo = check.email("reply-to", setting.replyTo ?? "")
        for (language, words) in setting.words {
            guard Language(rawValue: language) != nil else { continue }
            let words = check.lines("words-\(language)", words, limit: wordsLimit)
            if !words.isEmpty { cleaned.words[language] = words }
        }
        try check.finish()
        let kept = cleaned
        try await visit.database.write { tx in
            try visit.require(.organise, in: event, tx)
            guard try PostStore(tx).setting(of: event) != kept else { return }
            try PostStore.keep(kept, of: event, now: visit.now, tx)
            try Work(tx, visit).record(
                .event(event), "event:\(event)", "post-setting.change",
                ["languages": .list(kept.words.keys.sorted().map { .text($0) })])
        }
    }
}
