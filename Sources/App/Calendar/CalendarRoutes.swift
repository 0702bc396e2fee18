import Domain
import Storage
import Web

/// # Calendar
///
/// - `/calendar` lists what the account may see, by month; `?from=2026-11` says where it begins.
/// - `POST /calendar/feed` makes a secret address under which calendar programs read the same, `…/revocation` ends it;
///   `POST /calendar/programmes/P/feed` does so for one programme.
/// - `/events/E/event.ics` is one event, to be put into a calendar by hand.
enum CalendarRoutes {
    static let all: [Route] = [
        .get(CalendarPaths.calendar, .account) { visit in
            try await visit.read { reading in
                let reader = try AccountReader(visit, reading)
                let span = CalendarSpan(visit.inbound.query["from"], today: reader.today)
                return CalendarPage(
                    visit: visit, reader: reader, span: span,
                    entries: try CalendarFeatures.entries(for: reader, in: span.days, reading),
                    feed: try CalendarOperations.address(visit, reading),
                    programmes: try CalendarOperations.programmes(visit, reading)
                ).answer
            }
        },
        .post(CalendarPaths.feed, .account) { visit in
            let wasOn = try await CalendarOperations.makeFeed(visit)
            let calendar = CalendarPaths.calendar()
            return .redirect(to: (wasOn ? Done.renewed.at(calendar) : calendar) + "#feed")
        },
        .post(CalendarPaths.feedRevocation, .account) { visit in
            try await CalendarOperations.endFeed(visit)
            return .redirect(to: Done.feedEnded.at(CalendarPaths.calendar()))
        },
        .post(CalendarPaths.programmeFeed, .account) { visit, programme in
            let wasOn = try await CalendarOperations.makeFeed(visit, of: programme)
            let calendar = CalendarPaths.calendar()
            return .redirect(to: (wasOn ? Done.renewed.at(calendar) : calendar) + "#programmes")
        },
        .post(CalendarPaths.programmeFeedRevocation, .account) { visit, programme in
            try await CalendarOperations.endFeed(visit, of: programme)
            return .redirect(to: Done.feedEnded.at(CalendarPaths.calendar()))
        },
        .get(CalendarPaths.feedFile, .anyone) { visit, token in
            let file = try await CalendarOperations.feed(visit, token: token)
            return Answer(type: CalendarFile.type, file.text)
        },
        .get(CalendarPaths.eventFile, .attend) { visit, event in
            let file = try await visit.read { try CalendarOperations.file(of: event, visit, $0) }
            return .download(Array(file.text.utf8), type: CalendarFile.type, name: "event.ics")
        },
    ]
}
