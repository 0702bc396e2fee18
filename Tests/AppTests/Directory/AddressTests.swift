import Domain
import Foundation
import Storage
import StorageTestSupport
import TestSupport
import Testing
import Web

@testable import App

/// Whose an e-mail address of the directory is: who sees it, who changes it, and what a mailing says of it.
struct AddressTests {
    private static let settings = MailSettings(
        server: "smtp://127.0.0.1:1", user: nil, password: nil,
        from: MailAddress(name: "Roundtable", address: "roundtable@example.org"))

    private func email(_ site: TestSite, _ id: Person.ID) async throws -> String? {
        try await site.database.read { try PersonStore($0).person(id).fields.email }
    }

    /// The organiser of the first programme adds somebody of the second to an own event.
    private func add(_ two: TwoProgrammes, _ name: String) async throws -> Browser {
        let organiser = await two.world.browser(two.world.organiser)
        let added = try await organiser.post(
            "/events/\(two.world.event)/people/directory", ["person": "\(try two.id(name))", "role": "participant"])
        #expect(added.status == 303)
        return organiser
    }

    @Test(arguments: TestEngine.allCases)
    func `who adds somebody to an own event neither sees nor changes the address, whoever opens the link`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine, mail: Self.settings) { site in
            let two = try await TwoProgrammes(site)
            let (person, address) = (try two.id("Thereorganisers"), "thereorganisers@example.net")
            let organiser = try await add(two, "Thereorganisers")
            let visit = try await two.world.visit(two.world.organiser)
            let seat = try #require(
                try await site.database.read {
                    try $0.value(
                        "SELECT id FROM participant WHERE person_id = \(person) AND event_id = \(two.world.event)",
                        as: Participant.ID.self)
                })
            for hasCome in [false, true] {
                if hasCome {
                    // An organiser can open the link of any seat: that the person "came" proves nothing.
                    let token = try await JoiningOperations.issueLink(visit, two.world.event, seat)
                    _ = try await JoiningOperations.enter(site.visit(.guest), link: token)
                }
                let page = try await organiser.get(two.path("Thereorganisers"))
                #expect(page.status == 200 && page.contains("Stored, not shown to you") && !page.contains(address))
                #expect(try await organiser.get(two.path("Thereorganisers") + "/edit").contains(address) == false)
                #expect(try await organiser.get("/directory/people/export/csv").contains(address) == false)
                #expect(try await organiser.get("/directory/people?q=\(address)").contains("Nobody found"))
                let posted = try await organiser.post(
                    two.path("Thereorganisers"), ["family-name": "Thereorganisers", "email": "mine@example.net"])
                #expect(posted.status == 422)
                let api = try await two.world.api(two.world.organiser)
                let put = try await api.send(
                    .put, "/api/v1/people/\(person)",
                    ["givenName": "Vera", "familyName": "Thereorganisers", "email": "mine@example.net"])
                #expect(put.status == 422)
                let shown = try await api.send(.get, "/api/v1/people/\(person)")
                #expect(shown.text("email") == "")
                let target = ImportOperations.Target.event(two.world.event)
                let table = "First name,Surname,Email,Country\nVera,Thereorganisers,mine@example.net,HR\n"
                let (draft, _) = try await ImportOperations.preview(
                    visit, target, ImportOperations.File(bytes: Array(table.utf8), name: "people.csv"))
                let stored = try await site.database.read { try ImportOperations.stored(visit, target, draft, $0) }
                #expect(stored.plan.map(\.leavesEmail) == [true], "the preview says that the e-mail is left out")
                #expect(try await ImportOperations.confirm(visit, target, draft, choices: [2: .same]) == .done)
                #expect(try await email(site, person) == address)
            }
            // The server mails to it all the same.
            let path = "/events/\(two.world.event)/personal-link-mails"
            let preview = try await organiser.get("\(path)?for=chosen&participant=\(seat)")
            #expect(preview.contains("1 e-mail will be written.") && preview.contains("address stored, not shown"))
            #expect(preview.contains("herenobody@example.net") && !preview.contains(address))
            try await organiser.post(path, ["participant": seat.description])
            #expect(
                try await site.count("SELECT COUNT(*) FROM outgoing_mail WHERE address = \(address)") == 1)
            let outbox = try await organiser.get("/events/\(two.world.event)/mail")
            #expect(outbox.contains("address stored, not shown") && !outbox.contains(address))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `an address is changed by the programme that alone has the person, by the person and by administrators`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine) { site in
            let two = try await TwoProgrammes(site)
            let (person, path) = (try two.id("Thereorganisers"), try two.path("Thereorganisers"))
            let (other, administrator) = (
                await two.world.browser(two.other), await two.world.browser(two.world.administrator)
            )
            func change(_ browser: Browser, _ email: String) async throws -> Int {
                try await browser.post(
                    path, ["given-name": "Vera", "family-name": "Thereorganisers", "country": "HR", "email": email]
                ).status
            }
            #expect(try await change(other, "first@example.net") == 303)
            #expect(try await other.get(path).contains("first@example.net"))
            _ = try await add(two, "Thereorganisers")
            #expect(try await change(other, "second@example.net") == 422)
            #expect(try await change(other, "first@example.net") == 303, "the same is no change")
            let form = try await other.get(path + "/edit")
            #expect(form.contains("Other programmes have this person too") && !form.contains("name=\"email\""))
            // Also while the seat of the other programme is taken away: it may come back.
            try await site.database.write {
                try $0.execute(
                    "UPDATE participant SET state = 'removed' WHERE person_id = \(person) AND event_id = \(two.world.event)"
                )
            }
            #expect(try await change(other, "second@example.net") == 422)
            #expect(try await email(site, person) == "first@example.net")
            #expect(try await change(administrator, "third@example.net") == 303)
            #expect(try await other.get(path).contains("third@example.net"), "a correction is for those who knew it")
            // The person's own: the programme that entered the one of before has not this one.
            try await site.database.write { tx in
                _ = try AccountWriting(tx).link(two.world.organiser.id, to: person)
            }
            #expect(try await change(await two.world.browser(two.world.organiser), "own@example.net") == 303)
            #expect(try await email(site, person) == "own@example.net")
            #expect(try await other.get(path).contains("own@example.net") == false)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `an empty address is filled only by who has all seats of the person`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let two = try await TwoProgrammes(site)
            let names = ["Thereorganisers", "Hereorganisers", "Nowhereorganisers"]
            let people = try names.map { try two.id($0) }
            try await site.database.write { tx in
                try tx.execute("UPDATE person SET email = NULL WHERE id IN \(in: people)")
                try tx.execute("DELETE FROM known_address")
            }
            let organiser = await two.world.browser(two.world.organiser)
            for (name, status) in zip(names, [422, 303, 303]) {
                let answer = try await organiser.post(
                    two.path(name), ["family-name": name, "email": "mine-\(name)@example.net".lowercased()])
                #expect(answer.status == status, "\(name)")
            }
            #expect(try await organiser.get(two.path("Nowhereorganisers")).contains("mine-nowhereorganisers@"))
            #expect(try await email(site, people[0]) == nil)
            let visit = try await two.world.visit(two.world.organiser)
            let table = "First name,Surname,Email,Country\nVera,Thereorganisers,mine@example.net,HR\n"
            let (draft, _) = try await ImportOperations.preview(
                visit, .directory, ImportOperations.File(bytes: Array(table.utf8), name: "people.csv"))
            #expect(try await ImportOperations.confirm(visit, .directory, draft, choices: [2: .same]) == .done)
            #expect(try await email(site, people[0]) == nil)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a file that names an address knew it before`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let two = try await TwoProgrammes(site)
            let visit = try await two.world.visit(two.world.organiser)
            let table = "First name,Surname,Email,Country\nVera,Thereorganisers,thereorganisers@example.net,HR\n"
            let target = ImportOperations.Target.event(two.world.event)
            let (draft, _) = try await ImportOperations.preview(
                visit, target, ImportOperations.File(bytes: Array(table.utf8), name: "people.csv"))
            #expect(try await ImportOperations.confirm(visit, target, draft, choices: [:]) == .done)
            let organiser = await two.world.browser(two.world.organiser)
            #expect(try await organiser.get(two.path("Thereorganisers")).contains("thereorganisers@example.net"))
            let refused = try await organiser.post(
                two.path("Thereorganisers"), ["family-name": "Thereorganisers", "email": "mine@example.net"])
            #expect(refused.status == 422)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a mailing says whose address changed in the last thirty days`(engine: TestEngine) async throws {
        try await TestSite.with(engine, mail: Self.settings) { site in
            let two = try await TwoProgrammes(site)
            let organiser = await two.world.browser(two.world.organiser)
            let pages = ["personal-link-mails", "mail"].map { "/events/\(two.world.event)/\($0)" }
            for page in pages { #expect(try await organiser.get(page).contains("addresses changed") == false) }
            let changed = try await organiser.post(
                two.path("Herenobody"),
                ["given-name": "Vera", "family-name": "Herenobody", "country": "HR", "email": "new@example.net"])
            #expect(changed.status == 303)
            for page in pages {
                let shown = try await organiser.get(page)
                let notice = try #require(shown.text(after: "id=\"changed-addresses\"", before: "</div>"))
                #expect(notice.contains("addresses changed in the last 30 days:"))
                #expect(notice.contains("Vera Herenobody") && !notice.contains("Hereorganisers"))
            }
            #expect(try await organiser.get(pages[0]).contains("1 of 3 addresses changed"))
            // What else is changed of a person is no change of the address.
            let person = try two.id("Herenobody")
            let old = site.clock.now - 31 * 86_400_000
            try await site.database.write {
                try $0.execute("UPDATE person SET email_changed_at = \(old) WHERE id = \(person)")
            }
            try await organiser.post(
                two.path("Herenobody"),
                ["given-name": "Vera", "family-name": "Herenobody", "country": "BE", "email": "new@example.net"])
            for page in pages {
                let shown = try await organiser.get(page)
                #expect(shown.status == 200 && !shown.contains("addresses changed"))
            }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `an upgrade gives an address to the programme that had the person first`(engine: TestEngine) async throws {
        try await engine.withLocation { location in
            let place = try #require(Migrations.all.firstIndex { $0.id == "0025-sight" })
            let before = try await Database.open(location, migrations: Array(Migrations.all.prefix(place + 1)))
            let id = (1...9).map { "00000000-0000-7000-8000-00000000000\($0)" }
            try await before.write { tx in
                for person in [id[0], id[1]] {
                    let email = person == id[0] ? "first@example.net" : nil
                    try tx.execute(
                        """
                        INSERT INTO person (id, name_key, sort_key, search, given_name, family_name, email, languages, expertise,
                            created_at, changed_at) VALUES (\(person), '', '', '', '', 'P', \(email), '[]', '[]', 0, 0)
                        """)
                }
                for (number, programme) in [id[2], id[3]].enumerated() {
                    let event = id[4 + number]
                    try tx.execute(
                        "INSERT INTO programme (id, title, summary, created_at) VALUES (\(programme), 'P', '', 1)")
                    try tx.execute(
                        """
                        INSERT INTO event (id, programme_id, kind, title, starts_on, ends_on, time_zone, place, link, code, marking, door,
                            projector_generation, names_shown, issues_visible, created_at, changed_at)
                        VALUES (\(event), \(programme), 'workshop', 'E', '2026-11-29', '2026-11-30', 'Europe/Zagreb', '', '',
                            \("CODE\(number)"), 'GREEN', 'closed', 1, \(true), \(true), 1, 1)
                        """)
                    for (other, person) in [id[0], id[1]].enumerated() {
                        // The first seat is in the second event.
                        try tx.execute(
                            """
                            INSERT INTO participant (id, event_id, person_id, name, organisation, role, state, created_at)
                            VALUES (\("\(id[6])-\(number)-\(other)"), \(event), \(person), 'P', '', 'participant', 'invited', \(10 - number))
                            """)
                    }
                }
            }
            await before.close()
            let database = try await Database.open(location, migrations: Migrations.all)
            let known = try await database.read { reading in
                try reading.all("SELECT person_id, programme_id FROM known_address").map {
                    try $0.get("person_id", as: String.self) + " " + $0.get("programme_id", as: String.self)
                }
            }
            #expect(known == ["\(id[0]) \(id[3])"])
            await database.close()
        }
    }
}
