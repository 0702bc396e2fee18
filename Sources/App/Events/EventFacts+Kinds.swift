import Web

/// Kinds of events without parts of their own. Each is an entry here until a feature has more to say of it.
extension EventFacts: EventKindFeature, EventTabFeature, ProgrammeTabFeature {
    static var eventKinds: [EventKind] {
        [
            EventKind("seminar", order: 30, L("Seminar"), plain),
            EventKind("meeting", order: 50, L("Meeting"), plain), EventKind("course", order: 60, L("Course"), plain),
        ]
    }

    private static var plain: Message {
        L(
            "Days, place and marking, the people with their links and name cards, the door and the projector. A workshop can be added in the settings. Everything can be changed later, except what kind of event it is."
        )
    }

    static var eventTabs: [EventTab] { [.overview, .people, .room, .results, .settings] }
    static var programmeTabs: [ProgrammeTab] { [.overview] }
}
