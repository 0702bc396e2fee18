import Domain
import HTTPTypes
import Markup
import Storage
import Web

/// # The online room
///
/// - `/e/CODE/online` is a participant's page: from a quarter of an hour before each part of the agenda a button leads to the meeting
///   (`POST …/joining` notes it), `POST …/presence` says every half minute that the page is still open; questions, endorsements and polls
///   stand below it and change by themselves.
/// - `/events/E/projector/TOKEN/online` is the room's screen: the questions that most ask, and the poll that is open or was closed last.
/// - `/events/E/online` is for who runs the event: who is connected, which questions are shown, polls, and figures by country and sector in
///   which no group is smaller than five.
enum OnlineRoutes {
    static let all: [Route] = [
        .get(OnlinePaths.room, .attend) { visit, code in
            try await visit.read { reading -> Answer in
                let membership = try visit.membership(in: try Policy.event(ofCode: code, reading), reading)
                // Who runs the event without a seat in it has a page of their own.
                if !membership.places.contains(where: \.isApproved), membership.runsTheRoom {
                    return .redirect(to: OnlinePaths.desk(membership.event))
                }
                return try OnlinePage(visit, code: code, reading).answer
            }
        },
        .get(OnlinePaths.live, .attend) { visit, code in
            let event = try await visit.read { try Policy.event(ofCode: code, $0) }
            return await listen(visit, event, name: LiveParts.writing)
        },
        .post(OnlinePaths.joining, .attend) { visit, code in
            let link = try await OnlineOperations.join(
                visit, code: code, heads: try visit.inbound.form().wish("heads", in: 1...1_000) ?? 1)
            guard visit.inbound.wantsFragment else {
                return OnlineLinkPage(visit: visit, link: link, code: code).answer
            }
            return try Answer.json(OnlineAPI.LinkBody(link: link))
        },
        .post(OnlinePaths.presence, .attend) { visit, code in
            let hasJoined = (try? visit.inbound.form())?.isOn("joined") ?? false
            return try Answer.json(
                OnlineAPI.LinkBody(link: try await OnlineOperations.beat(visit, code: code, hasJoined: hasJoined)))
        },
        .post(OnlinePaths.questions, .attend) { visit, code in
            let form = try visit.inbound.form()
            do {
                try await OnlineOperations.ask(visit, code: code, form.text("text"))
                return .redirect(to: Done.questionSent.at(OnlinePaths.room(code)))
            } catch {
                let state = try FormState.refused(form, error)
                return try await visit.read { try OnlinePage(visit, code: code, form: state, $0).answer }
            }
        },
        .post(OnlinePaths.endorsement, .attend) { visit, code, id in
            let isOn = try visit.inbound.form().isOn("on")
            try await OnlineOperations.endorse(visit, code: code, id, isOn)
            return .redirect(to: "\(OnlinePaths.room(code))#q-\(id)")
        },
        .post(OnlinePaths.answer, .attend) { visit, code, id in
            let choice = try visit.inbound.form().wish("choice", in: 0...100)
            try await OnlineOperations.answer(visit, code: code, id, choice)
            return .redirect(to: Done.pollAnswered.at(OnlinePaths.room(code)))
        },
        .get(OnlinePaths.desk, .facilitate) { visit, event in
            try await visit.read { try OnlineDeskPage(visit, event, $0).answer }
        },
        .get(OnlinePaths.deskLive, .facilitate) { visit, event in
            await listen(visit, event, name: OnlineDeskSections.audience)
        },
        .get(OnlinePaths.wall, .anyone) { visit, event, token in
            try await visit.read { reading in
                let record = try wall(visit, event, token, reading)
                return OnlineWallPage(
                    event: record, section: try OnlineWallSection(record, reading),
                    address: JoinAddress(
                        url: visit.settings.baseURL + OnlinePaths.room(record.code),
                        short: visit.settings.joinAddress(record.code)), live: OnlinePaths.wallLive(event, token)
                ).answer
            }
        },
        .get(OnlinePaths.wallLive, .anyone) { visit, event, token in
            _ = try await visit.read { try wall(visit, event, token, $0) }
            return await listen(visit, event, name: OnlineWallSection.audience)
        },
        .post(OnlinePaths.link, .organise) { visit, event in
            let form = try visit.inbound.form()
            do {
                try await OnlineOperations.setLink(visit, event, form.text("link"))
                return .redirect(to: Done.saved.at(OnlinePaths.desk(event)))
            } catch {
                let state = try FormState.refused(form, error)
                return try await visit.read { try OnlineDeskPage(visit, event, form: state, $0).answer }
            }
        },
        .post(OnlinePaths.down, .facilitate) { visit, event in
            let form = try visit.inbound.form()
            do {
                try await OnlineOperations.setDown(visit, event, form.isOn("on"), words: form["words"] ?? "")
                return .redirect(to: OnlinePaths.desk(event))
            } catch {
                let state = try FormState.refused(form, error)
                return try await visit.read { try OnlineDeskPage(visit, event, form: state, $0).answer }
            }
        },
        .post(OnlinePaths.questionState, .facilitate) { visit, event, id in
            guard let state = RoomQuestionRecord.State(rawValue: try visit.inbound.form().text("state")) else {
                throw Refusal.malformedForm
            }
            try await OnlineOperations.moderate(visit, event, id, state)
            return .redirect(to: OnlinePaths.desk(event))
        },
        .post(OnlinePaths.polls, .facilitate) { visit, event in
            let form = try visit.inbound.form()
            do {
                let options = form.text("options").split(whereSeparator: \.isNewline).map { String($0) }
                _ = try await OnlineOperations.createPoll(visit, event, form.text("question"), options)
                return .redirect(to: Done.added.at(OnlinePaths.desk(event)))
            } catch {
                let state = try FormState.refused(form, error)
                return try await visit.read { try OnlineDeskPage(visit, event, form: state, $0).answer }
            }
        },
        .post(OnlinePaths.pollState, .facilitate) { visit, event, id in
            guard let state = RoomPollRecord.State(rawValue: try visit.inbound.form().text("state")), state != .draft
            else {
                throw Refusal.malformedForm
            }
            try await OnlineOperations.setPoll(visit, event, id, state)
            return .redirect(to: OnlinePaths.desk(event))
        },
        .get(OnlinePaths.figures, .facilitate) { visit, event, format in
            guard let format = TableFormat(rawValue: format) else { throw Refusal.notFound }
            let rows = try await visit.read { try OnlineFigures(try EventStore($0).event(event), $0).rows }
            return try format.answer(name: "figures", header: OnlineFigures.header, rows: rows)
        },
    ]

    /// Whoever holds no valid token is not told whether the event exists.
    private static func wall(_ visit: Visit, _ event: Event.ID, _ token: String, _ reading: any Reading) throws
        -> EventRecord
    {
        let record = try EventStore(reading).event(event)
        guard
            ProjectorLink.accepts(token, event: event, generation: record.projectorGeneration, key: visit.services.key)
        else { throw Refusal.notFound }
        return record
    }

    private static func listen(_ visit: Visit, _ event: Event.ID, name: String) async -> Answer {
        let person = visit.visitor.journalName ?? visit.inbound.id
        let audience = Audience(
            scope: Scope.part(event, .online).description, name: name, language: visit.language)
        return Answer(body: .events(await visit.services.live.listen(audience, person: person)))
    }
}

/// The same as JSON.
enum OnlineAPI {
    struct LinkBody: Codable, Sendable {
        /// Where the meeting is; nothing while it is closed.
        let link: String?
    }

    struct GroupBody: Codable, Sendable {
        /// A code; absent for the others.
        let group: String?
        let registered: Int
        /// Absent where it would tell of fewer than five people, itself or by subtraction.
        let came: Int?
        let stayed: Int?
    }

    struct FiguresBody: Codable, Sendable {
        let registered: Int
        let came: Int
        /// For at least so many percent of what counts.
        let stayed: Int
        let percent: Int
        let heads: Int
        /// No group is smaller than five, but for an event of fewer.
        let countries: [GroupBody]
        let sectors: [GroupBody]
    }

    struct QuestionBody: Codable, Sendable {
        let id: RoomQuestion.ID
        let text: String
        let state: RoomQuestionRecord.State
        let endorsements: Int
        /// Epoch milliseconds.
        let createdAt: Int64
    }

    struct PollInput: Codable, Sendable {
        let question: String
        /// Two to eight.
        let options: [String]
    }

    struct PollBody: Codable, Sendable {
        let id: RoomPoll.ID
        let question: String
        let options: [String]
        let state: RoomPollRecord.State
        /// By option.
        let counts: [Int]
    }

    static let routes: [APIRoute] = [
        .get(
            OnlinePaths.apiFigures, .facilitate, "Online", "Registered, came and stayed, by country and sector."
        ) { visit, event in
            try await visit.read { reading in
                let figures = try OnlineFigures(try EventStore(reading).event(event), reading)
                return FiguresBody(
                    registered: figures.registered, came: figures.came, stayed: figures.stayed,
                    percent: figures.percent,
                    heads: figures.heads, countries: figures.byCountry.lines.map(body),
                    sectors: figures.bySector.lines.map(body))
            }
        },
        .get(OnlinePaths.apiQuestions, .facilitate, "Online", "The questions of an online event.") { visit, event in
            try await visit.read { reading in
                ListBody(
                    items: try OnlineStore(reading).questions(of: event).map {
                        QuestionBody(
                            id: $0.id, text: $0.text, state: $0.state, endorsements: $0.endorsements,
                            createdAt: $0.createdAt)
                    }, next: nil)
            }
        },
        .get(OnlinePaths.apiPolls, .facilitate, "Online", "The polls of an online event.") { visit, event in
            try await visit.read { ListBody(items: try OnlineStore($0).polls(of: event).map(body), next: nil) }
        },
        .send(
            .post, OnlinePaths.apiPolls, .facilitate, "Online", "Adds a poll, which is opened later.", success: .created
        ) { (visit: Visit, input: PollInput, event: Event.ID) in
            let id = try await OnlineOperations.createPoll(
                visit, event, input.question, Array(input.options.prefix(20)))
            return try await visit.read { body(try OnlineStore($0).poll(id, of: event)) }
        },
    ]

    private static func body(_ line: GroupedFigures.Line) -> GroupBody {
        GroupBody(group: line.group, registered: line.registered, came: line.came, stayed: line.stayed)
    }

    private static func body(_ poll: RoomPollRecord) -> PollBody {
        PollBody(id: poll.id, question: poll.question, options: poll.options, state: poll.state, counts: poll.counts)
    }
}
