import Web

/// Mails about registrations, made from the journal.
enum PostFacts: RoutedFeature, ClockFeature, StoredFeature, JournalFeature {
    static var routes: [Route] { PostRoutes.all }
    // Its first look writes from where on the journal is told.
    static var clocks: [Clock] { [Clock(isBusy: true) { await Post.watch($0) }] }

    static var tables: [TableFacts] {
        [
            TableFacts(
                "post_subject", search: .left("what was told to whom"),
                file: .stays("mail is sent by the server that has the registrations")),
            TableFacts(
                "post_reminder", search: .left("what was told to whom"),
                file: .stays("mail is sent by the server that has the registrations")),
            TableFacts("post_mark", search: .left("up to where the journal was read")),
            TableFacts(
                "post_setting", search: .left("seen by who keeps the event"), texts: ["words"],
                file: .stays("mail is sent by the server that has the registrations")),
        ]
    }

    static var journal: [JournalKind] { [JournalKind("post-setting.change", L("Words of the mails changed"))] }
}
