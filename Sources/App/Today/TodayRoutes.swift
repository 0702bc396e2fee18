import Domain
import Storage
import Web

/// # Today
///
/// - `/today` is the first page of an account: what waits for it, what is on now, what changed in what it follows (``TodayFeature``).
/// - `POST /follows/issue:ID` follows something, `…/end` no longer: events and programmes in which one has a part are followed anyhow.
/// - `/notifications` is the list of what one was told; the same goes out as one mail a day (``Digest``). `/notifications/settings`
///   says what one wants to be told. Notifications are made of the journal (``Notifying``), never by looking at a page.
enum TodayRoutes {
    static let all: [Route] = [
        .get(TodayPaths.today, .account) { visit in
            try await visit.read { reading in
                let reader = try AccountReader(visit, reading)
                return TodayPage(visit: visit, reader: reader, today: try Today(reader, reading)).answer
            }
        },
        .post(TodayPaths.follow, .account) { visit, item in
            .redirect(to: Done.followed.at(try await Following.set(visit, item, isOn: true).path))
        },
        .post(TodayPaths.followEnd, .account) { visit, item in
            .redirect(to: Done.unfollowed.at(try await Following.set(visit, item, isOn: false).path))
        },
        .get(TodayPaths.notifications, .account) { visit in
            try await visit.read { reading in
                let reader = try AccountReader(visit, reading)
                return NotificationPage(
                    visit: visit, reader: reader, lines: try NotificationLine.all(of: reader, reading)
                ).answer
            }
        },
        .post(TodayPaths.reading, .account) { visit in
            try await NotificationOperations.setRead(visit)
            let isFromToday = try visit.inbound.form().text("back") == "today"
            return .redirect(to: Done.read.at(isFromToday ? TodayPaths.today() : TodayPaths.notifications()))
        },
        .get(TodayPaths.settings, .account) { visit in
            try await visit.read { reading in
                let reader = try AccountReader(visit, reading)
                return NotificationSettingsPage(
                    visit: visit, refused: try NotificationStore(reading).refusals(of: reader.id),
                    followed: try Following.listed(for: reader, reading)
                ).answer
            }
        },
        .post(TodayPaths.settings, .account) { visit in
            try await NotificationOperations.setWanted(visit, Set(try visit.inbound.form().all("kind")))
            return .redirect(to: Done.saved.at(TodayPaths.settings()))
        },
    ]
}
