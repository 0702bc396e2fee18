import Domain
import Markup
import Storage
import Web

/// An event at a glance: when, where, topics, who is at the table, and where to go.
struct EventPage {
    let frame: EventFrame
    let topics: [TopicRecord]
    let participants: [ParticipantRecord]
    let names: DirectoryNames
    /// The whole address of the projector's page.
    let projectorURL: String
    let joinURL: String
    let joinAddress: String
    /// Follows it, or no longer; nothing for who has no account.
    var follow: HTML = .empty
    /// What is still to be done before it.
    var way: HTML = .empty
    /// How its registration stands; nothing where it has none.
    var count: OverviewCount?
    /// What later features tell of the event.
    var more: HTML = .empty

    private var event: EventRecord { frame.event }

    var answer: Answer {
        frame.tab(
            .overview,
            """
            <div class="split"><section>\(facts)<div class="actions">\(frame.allows(.facilitate) ? console : own)\(follow)\
            <a class="button plain" href="\(CalendarPaths.eventFile(event.id))" download>\(Icon.svg("calendar")) \(L("Add to my calendar"))</a></div>\(way)\
            \(event.workshop == nil ? .empty : "<h2>\(L("Topics"))</h2>\(topicList)")\
            <h2>\(L("Who takes part"))</h2>\(participants.isEmpty ? nobody : BalanceTable(participants, names).html)\(isAhead ? .empty : more)</section>
            \(frame.allows(.facilitate) ? "<section>\(isAhead ? more : .empty)\(links)</section>" : .empty)</div>
            """)
    }

    /// Before its days who runs it looks for what is due, not for the code and the projector.
    private var isAhead: Bool {
        let today = CalendarDate.today(frame.visit.now, timeZone: event.timeZone)
        return frame.allows(.facilitate) && today < event.startsOn && !event.isNear(on: today)
    }

    private var zone: String {
        let moment = EventClock(zone: event.timeZone).milliseconds("\(event.startsOn)T12:00") ?? frame.visit.now
        return MomentWords(event.timeZone).name(at: moment)
    }

    private var facts: HTML {
        """
        \(standing)<dl class="facts"><dt>\(L("When"))</dt><dd>\(DateText.span(event.startsOn, event.endsOn)) <span class="muted">(\(zone))</span></dd>\
        \(event.place.isEmpty ? .empty : "<dt>\(L("Place"))</dt><dd><bdi>\(event.place)</bdi></dd>")\
        \(event.link.isEmpty ? .empty : "<dt>\(L("Link"))</dt><dd><a href=\"\(event.link)\" rel=\"noreferrer\">\(event.link)</a></dd>")\
        <dt>\(L("Names"))</dt><dd>\(event.namesErasedAt == nil ? L("kept until \(DateText.day(event.namesUntil))") : L("removed after \(DateText.day(event.namesUntil))"))</dd>\
        \(event.workshop == nil ? .empty : "<dt>\(L("Stage"))</dt><dd>\(event.stage?.eventLabel ?? L("Not opened yet"))</dd>")</dl>
        """
    }

    private var standing: HTML {
        guard let label = event.standing.label else { return .empty }
        return """
            <div class="notice warn"><p><b>\(label)</b></p>\
            \(event.standingNote.isEmpty ? .empty : "<p dir=\"auto\">\(event.standingNote)</p>")</div>
            """
    }

    private var topicList: HTML {
        guard !topics.isEmpty else {
            return """
                <div class="empty"><h3>\(L("No topic yet"))</h3><p class="muted">\(L("Issues are collected under topics."))</p>\
                \(frame.allows(.organise) ? "<a class=\"button\" href=\"\(Paths.eventSettings(event.id))#topics\">\(L("Add a topic"))</a>" : .empty)</div>
                """
        }
        return """
            <ol class="lines">\(topics.html { topic in
                """
                <li><p class="title" dir="auto">\(topic.position). \(topic.title)</p>\
                \(topic.question.isEmpty ? .empty : "<p class=\"muted\" dir=\"auto\">\(topic.question)</p>")</li>
                """
            })</ol>
            """
    }

    private var nobody: HTML {
        if let count {
            return """
                <div class="empty"><h3>\(L("Nobody has a seat yet"))</h3><p class="muted">\(Message.list(count.words, .commas))</p>\
                <a class="button" href="\(count.path)">\(L("Registration"))</a></div>
                """
        }
        return """
            <div class="empty"><h3>\(L("Nobody is invited yet"))</h3>\
            <p class="muted">\(L("Add whole delegations from the directory, import a file, or type names."))</p>\
            \(frame.allows(.organise) ? "<a class=\"button\" href=\"\(Paths.eventPeople(event.id))\">\(L("Add people"))</a>" : .empty)</div>
            """
    }

    /// For a participant or an observer with a seat.
    private var own: HTML {
        "<a class=\"button primary\" href=\"\(Paths.room(event.code))\">\(L("Go to the room"))</a>"
    }

    /// What is opened on the days of the event, and on the day before to try it.
    private var console: HTML {
        let today = CalendarDate.today(frame.visit.now, timeZone: event.timeZone)
        return """
            <a class="button\(event.isNear(on: today) ? " primary" : "")" href="\(Paths.console(event.id))">\(Icon.svg("screen")) \(L("Open the console"))</a>
            """
    }

    private var links: HTML {
        """
        <h2>\(L("Come in with the code"))</h2>\
        <p class="between"><b class="lede" dir="ltr">\(event.code)</b> \
        <button class="plain" data-copy="\(joinURL)">\(Icon.svg("copy")) \(L("Copy the address"))</button></p>\
        <p class="muted"><bdi>\(joinAddress)</bdi><br>\(event.door == .approval
            ? L("Anyone who enters the code waits until the facilitator lets them in.")
            : L("The door is closed: only personal links lead in. Whoever runs the room opens it in the console, an organiser in the settings."))</p>
        <h2>\(L("Projector"))</h2>\
        <p class="muted">\(L("Open this on the projector's computer. No account is needed; whoever has the link sees what the room sees."))</p>\
        <div class="actions"><a class="button" href="\(projectorURL)" target="_blank" rel="noopener">\(L("Open the projector"))</a>\
        <button class="plain" data-copy="\(projectorURL)">\(Icon.svg("copy")) \(L("Copy the link"))</button></div>\
        <form method="post" action="\(Paths.eventProjectorLink(event.id))">\
        <button class="plain">\(L("New projector link"))</button> <span class="small muted">\(L("The old one stops working."))</span></form>\
        <h2>\(L("On paper, and as a file"))</h2>\
        <div class="actions">\(frame.allows(.organise) ? "<a class=\"button\" href=\"\(JoiningPaths.nameCards(event.id))\">\(Icon.svg("print")) \(L("Name cards and links"))</a>" : .empty)\
        \(Overview.features.html { $0.links(of: frame) })</div>
        """
    }
}

extension EventRecord {
    /// On its days, and on the day before.
    func isNear(on today: String) -> Bool { EventChanges.later(startsOn, days: -1) <= today && today <= endsOn }
}

extension WorkshopStage {
    /// The stage as a word.
    var eventLabel: Message {
        switch self {
        case .collect: L("Collect")
        case .merge: L("Merge")
        case .vote: L("Vote")
        case .groups: L("Groups")
        case .analyse: L("Analyse")
        case .envision: L("Envision")
        case .exchange: L("Exchange")
        case .outline: L("Outline")
        case .guide: L("Guide")
        }
    }
}

/// The settings of an event and its topics.
struct EventSettingsPage {
    let frame: EventFrame
    let topics: [TopicRecord]
    /// Of the event's form.
    let state: FormState
    /// Of the topic's form: which one, nothing for a new one.
    let editing: Topic.ID?
    let topicState: FormState
    /// Of the form that plans another event like this one.
    var copyState = FormState()
    /// Of other days, which concern people.
    var preview: EventActPreview?
    var series: SeriesFormSection?

    private var event: EventRecord { frame.event }

    var answer: Answer {
        let visit = frame.visit
        return frame.tab(
            .settings,
            """
            <div class="split"><section><h2>\(L("Event"))</h2>\(EventForm(visit: visit, state: state, hasWorkshop: event.workshop != nil).settings(event.id, preview))</section>
            <section>\(event.workshop == nil ? .empty : topicsPart)\(EventPartsSection(event: event).html)\(series?.html)
            \(EventChangeSection(event: event, copyState: copyState).html)\
            <h2>\(L("Code"))</h2><p><b class="lede" dir="ltr">\(event.code)</b></p>\
            <form method="post" action="\(Paths.eventCode(event.id))"><button>\(L("New code"))</button> \
            <span class="small muted">\(L("The old code and address stop working; personal links stay."))</span></form></section></div>
            """, status: isRight ? .ok : .wrong)
    }

    private var isRight: Bool {
        [state, topicState, copyState].allSatisfy { $0.errors.isEmpty } && series?.state.errors.isEmpty ?? true
    }

    private var topicsPart: HTML {
        "<h2 id=\"topics\">\(L("Topics"))</h2>\(topicList)\(editing == nil ? newTopic : .empty)"
    }

    private var topicList: HTML {
        topics.isEmpty
            ? "<p class=\"muted\">\(L("No topic yet. Issues are collected under topics."))</p>"
            : """
            <ol class="lines">\(topics.enumerated().map { $0 }.html { index, topic in
                topic.id == editing ? "<li>\(topicForm(topic))</li>" : line(topic, isFirst: index == 0, isLast: index == topics.count - 1)
            })</ol>
            """
    }

    private func line(_ topic: TopicRecord, isFirst: Bool, isLast: Bool) -> HTML {
        """
        <li><p class="title" dir="auto">\(topic.position). \(topic.title)</p>\
        \(topic.question.isEmpty ? .empty : "<p class=\"muted\" dir=\"auto\">\(topic.question)</p>")<div class="actions">\
        \(move(topic, -1, "up", L("Move up"), isDisabled: isFirst))\(move(topic, 1, "down", L("Move down"), isDisabled: isLast))\
        <a class="button plain" href="\(Paths.eventSettings(event.id))?topic=\(topic.id)#topics">\(Icon.svg("edit")) \(L("Edit"))<span class="sr">: \(topic.title)</span></a>\
        <form method="post" action="\(Paths.topicRemoval(event.id, topic.id))">\
        <button class="plain danger">\(L("Remove"))<span class="sr">: \(topic.title)</span></button></form></div></li>
        """
    }

    private func move(_ topic: TopicRecord, _ by: Int, _ icon: String, _ word: Message, isDisabled: Bool) -> HTML {
        """
        <form method="post" action="\(Paths.topicOrder(event.id, topic.id))"><input type="hidden" name="by" value="\(by)">\
        <button class="square plain"\("disabled", when: isDisabled)>\(Icon.svg(icon))<span class="sr">\(word): \(topic.title)</span></button></form>
        """
    }

    private func topicForm(_ topic: TopicRecord) -> HTML {
        let form =
            topicState.values.fields.isEmpty
            ? FormState(stored: FieldForm.stored(topic.fields, prefix: Self.topicPrefix)) : topicState
        return """
            <form class="form" id="topic" method="post" action="\(Paths.topic(event.id, topic.id))">\(topicFields(form))\
            <div class="actions"><button>\(L("Save the topic"))</button>\
            <a class="button plain" href="\(Paths.eventSettings(event.id))#topics">\(L("Cancel"))</a></div></form>
            """
    }

    private var newTopic: HTML {
        let isOpen = !topicState.errors.isEmpty || topics.isEmpty
        return """
            <details\("open", when: isOpen)><summary>\(L("Add a topic"))</summary>
            <form class="form" id="topic" method="post" action="\(Paths.topics(event.id))">\(topicFields(topicState))\
            <div class="actions"><button>\(L("Add the topic"))</button></div></form></details>
            """
    }

    private func topicFields(_ form: FormState) -> HTML {
        let fields = FieldForm<TopicFields>(state: form, prefix: Self.topicPrefix)
        return "\(fields.summary)\(fields.html)"
    }

    /// The page holds two forms; the topic's fields have names of their own.
    static let topicPrefix = "topic-"
}
