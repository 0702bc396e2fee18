import Domain
import Foundation
import Storage
import StorageTestSupport
import TestSupport
import Testing
import Web

@testable import App

let needsScenarios = """
    GET    /programmes/:programme/planning/frameworks                            programme
    GET    /programmes/:programme/planning/frameworks/new                        programme  200,facilitator=403
    POST   /programmes/:programme/planning/frameworks                            programme  422,facilitator=403
    GET    /programmes/:programme/planning/frameworks/:framework                 programme
    POST   /programmes/:programme/planning/frameworks/:framework                 programme  422,facilitator=403
    GET    /programmes/:programme/planning/frameworks/:framework/edit            programme  200,facilitator=403
    GET    /programmes/:programme/planning/frameworks/:framework/file            programme
    GET    /programmes/:programme/planning/frameworks/:framework/xlsform         programme
    POST   /programmes/:programme/planning/frameworks/:framework/crosswalk       programme  303,facilitator=403
    PUT    /api/v1/programmes/:programme/frameworks/:framework/crosswalk         programme  422
    POST   /programmes/:programme/planning/frameworks/xlsforms                   programme  422,facilitator=403
    POST   /api/v1/programmes/:programme/frameworks/xlsforms                     programme  422
    GET    /programmes/:programme/planning/needs                                 programme
    GET    /programmes/:programme/planning/cycles/new                            programme  200,facilitator=403
    POST   /programmes/:programme/planning/cycles                                programme  422,facilitator=403
    GET    /programmes/:programme/planning/cycles/:cycle                         programme
    GET    /programmes/:programme/planning/cycles/:cycle/gaps                    programme
    POST   /programmes/:programme/planning/cycles/:cycle/closing                 programme  303,facilitator=403
    POST   /programmes/:programme/planning/cycles/:cycle/rollups                 programme  303,facilitator=403
    POST   /programmes/:programme/planning/cycles/:cycle/returns                 programme  422
    GET    /programmes/:programme/planning/assessments/:assessment               programme  404
    POST   /programmes/:programme/planning/assessments/:assessment/respondents   programme  404
    POST   /programmes/:programme/planning/assessments/:assessment/consolidation programme  404
    POST   /programmes/:programme/planning/assessments/:assessment/submission    programme  404
    POST   /programmes/:programme/planning/assessments/:assessment/sharing       programme  400
    GET    /programmes/:programme/planning/assessments/:assessment/chapters/:pillar programme  404
    POST   /programmes/:programme/planning/assessments/:assessment/chapters/:pillar programme  404
    GET    /programmes/:programme/planning/assessments/:assessment/scores        programme  404
    POST   /programmes/:programme/planning/assessments/:assessment/scores        programme  404
    GET    /my-assessments/:assessment/:sector                                   accounts   404
    POST   /my-assessments/:assessment/:sector                                   accounts   404
    GET    /my-assessments/:assessment/:sector/:needsQuestion                            accounts   404
    POST   /my-assessments/:assessment/:sector/:needsQuestion                            accounts   404
    GET    /api/v1/programmes/:programme/frameworks                              programme
    POST   /api/v1/programmes/:programme/frameworks                              programme  422
    GET    /api/v1/programmes/:programme/frameworks/:framework                   programme
    PUT    /api/v1/programmes/:programme/frameworks/:framework                   programme  422
    GET    /api/v1/programmes/:programme/assessments                             programme
    POST   /api/v1/programmes/:programme/assessments                             programme  422
    GET    /api/v1/programmes/:programme/assessments/:assessment                 programme  404
    PUT    /api/v1/programmes/:programme/assessments/:assessment                 programme  422
    POST   /api/v1/programmes/:programme/assessments/:assessment/submission      programme  404
    GET    /api/v1/programmes/:programme/rollups                                 programme
    POST   /api/v1/programmes/:programme/rollups                                 programme  422
    """

let needsScreens = """
    - organiser     en framework        /programmes/:programme/planning/frameworks/:framework
    - organiser     en needs-cycles     /programmes/:programme/planning/needs
    - organiser     ar needs-cycle      /programmes/:programme/planning/cycles/:cycle
    """

/// From a framework to a picture that hides countries.
struct NeedsTests {
    /// A network with seven countries at home in one region, a framework of two indicators, and an open cycle.
    struct NeedsWorld {
        let network: NetworkWorld
        let cycle: NeedsCycleRecord
        let region: App.Region.ID
        static let countries = ["AT", "EE", "FI", "HR", "LT", "LV", "SI"]
        static let table = """
            pillar,capacity,code,indicator,level-1,level-2,level-3,level-4,level-5
            Lists,Contacts,A1,Do you have a list?,none,some,most,all,kept
            Lists,Stocks,A2,Do you know your stocks?,,,,,
            """

        var programme: Programme.ID { network.programme }
        var database: Database { network.site.database }

        init(_ site: TestSite) async throws {
            let network = try await NetworkWorld(site)
            self.network = network
            let region = site.environment.id(App.Region.ID.self)
            self.region = region
            try await site.database.write { tx in
                try tx.execute("INSERT INTO region (id, code, name) VALUES (\(region), 'XX', 'Example region')")
                for country in Self.countries {
                    try tx.execute(
                        "INSERT INTO region_country (region_id, country, since) VALUES (\(region), \(country), '2018-01-01')"
                    )
                }
                for country in Self.countries { try RegionStore(tx).setHome(country, region, tx) }
                for country in ["EE", "FI", "LT"] {
                    try MemberStore(tx).insert(
                        MemberRecord(
                            id: site.environment.id(), programme: network.programme, ref: .country(country),
                            name: country, role: .member, since: "2018", until: nil, note: "", document: ""),
                        by: nil, now: 0, tx)
                }
            }
            let organiser = try await network.visit(network.world.organiser)
            let framework = try await FrameworkOperations.add(
                organiser, network.programme, FrameworkFields(code: "DEMO", title: "Demo capacities"),
                table: Self.table)
            cycle = try await NeedsCycleOperations.open(
                organiser, network.programme, .init(fields: NeedsCycleFields(title: "2023"), framework: framework.id))
        }

        func assessment(_ country: String) async throws -> NeedsAssessmentRecord {
            let cycle = cycle.id
            let found = try await database.read { try NeedsStore($0).assessments(of: [cycle]) }
            return try #require(found.first { $0.country == country })
        }

        /// As if these countries had submitted these levels of the first indicator.
        func submit(_ levels: [String: Int]) async throws {
            let (environment, cycle) = (network.site.environment, cycle.id)
            try await database.write { tx in
                let work = Work(tx, environment)
                for one in try NeedsStore(tx).assessments(of: [cycle]) {
                    guard let level = levels[one.country] else { continue }
                    try NeedsStore.submit(
                        [NeedsValueRecord(indicator: "A1", value: level, target: 3)], of: one.id,
                        version: one.version + 1, under: nil, work)
                }
            }
        }

        func picture() async throws -> NeedsPicture {
            let organiser = try await network.visit(network.world.organiser)
            let made = try await NeedsRollupOperations.take(organiser, programme, cycle.id)
            return try JSONCoding.value(made.cells)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a country answers by sectors, its focal point makes one value of them and submits`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let world = try await NeedsWorld(site)
            let (network, programme) = (world.network, world.programme)
            let focal = try await network.visit(network.latvia)
            let id = try await world.assessment("LV").id
            for (account, sector) in [
                (network.world.stranger, "health"), (network.croatia, "health"), (network.austria, "security"),
            ] {
                try await NeedsCountryOperations.name(focal, programme, id, sector: sector, email: account.email)
            }
            func answer(_ account: TestAccount, _ sector: String, _ level: String) async throws {
                try await NeedsAnswerOperations.answer(
                    try await network.visit(account), id, sector: sector, indicator: "A1", ["A1": [level]],
                    NeedsAnswerDraft())
            }
            try await answer(network.world.stranger, "health", "5")
            try await answer(network.croatia, "health", "4")
            try await answer(network.austria, "security", "2")
            let answers = try await world.database.read { try NeedsStore($0).answers(of: id) }
            #expect(answers.count == 3, "two people of one sector are both kept")
            await #expect(throws: Refusal.self) { try await answer(network.austria, "health", "1") }

            let differs = NeedsValueRecord(indicator: "A1", value: 3, target: 4)
            let wrong = await refusal { try await NeedsCountryOperations.keep(focal, programme, id, [differs]) }
            #expect(wrong?.fields.keys.sorted() == ["reason-A1"])
            var told = differs
            told.reason = "The list of the police is new."
            try await NeedsCountryOperations.keep(focal, programme, id, [told])
            let early = await refusal { try await NeedsCountryOperations.submit(focal, programme, id) }
            #expect(early?.code == "needs-incomplete")
            try await NeedsCountryOperations.keep(
                focal, programme, id, [NeedsValueRecord(indicator: "A2", kind: .notAnswered)])
            try await NeedsCountryOperations.submit(focal, programme, id)
            let submitted = try await world.assessment("LV")
            #expect(submitted.state == .submitted && submitted.version == 1)
            let late = await refusal { try await NeedsCountryOperations.keep(focal, programme, id, [told]) }
            #expect(late?.code == "needs-submitted")

            let organiser = try await network.visit(network.world.organiser)
            try await NeedsCycleOperations.giveBack(
                organiser, programme, world.cycle.id, country: "LV", questions: "Since when?")
            try await NeedsCountryOperations.submit(focal, programme, id)
            #expect(try await world.assessment("LV").version == 2)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `nobody but the country sees its values`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await NeedsWorld(site)
            let (network, programme) = (world.network, world.programme)
            let id = try await world.assessment("LV").id
            let path = "/programmes/\(programme)/planning/assessments/\(id)"
            for account in [network.world.organiser, network.world.administrator, network.austria] {
                let browser = await network.browser(account)
                #expect(try await browser.get(path).status == 404)
                #expect(try await browser.get("\(path)/scores").status == 404)
            }
            let browser = await network.browser(network.latvia)
            #expect(try await browser.get(path).status == 200)
            #expect(try await browser.get("\(path)/chapters/1").status == 200)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a picture hides countries, also over time`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await NeedsWorld(site)
            try await world.submit(["AT": 1, "EE": 2, "FI": 3, "HR": 4])
            let four = try await world.picture()
            #expect(four.indicators == ["A1", "A2"])
            #expect(four.groups.map(\.name) == ["XX", "all"])
            #expect(four.groups.allSatisfy { $0.cells.allSatisfy(\.isWithheld) })
            try await world.submit(["LT": 3])
            let five = try await world.picture()
            #expect(five.groups.first?.cells.first?.classes == [2, 2, 1])
            #expect(five.groups.first?.cells.first?.belowTarget == 2)
            try await world.submit(["LV": 5])
            let six = try await world.picture()
            #expect(six.groups.first?.cells.first?.answered == 5)
            #expect(six.groups.first?.cells.first?.snapshot == 2)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `after a picture no country can be named, since that would tell of the others`(engine: TestEngine) async throws
    {
        try await TestSite.with(engine) { site in
            let world = try await NeedsWorld(site)
            let (network, programme) = (world.network, world.programme)
            let focal = try await network.visit(network.latvia)
            let id = try await world.assessment("LV").id
            _ = try await world.picture()
            let late = await refusal {
                try await NeedsCountryOperations.share(focal, programme, id, .programme, alternateSubmits: false)
            }
            #expect(late?.code == "needs-named-late")
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `scores go out as a table and come in again`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await NeedsWorld(site)
            let (network, programme) = (world.network, world.programme)
            let focal = try await network.visit(network.latvia)
            let id = try await world.assessment("LV").id
            let table = """
                country,framework,indicator,sector,value,target,target-on
                LV,DEMO,A1,health,4,,
                LV,DEMO,A1,,4,5,2027-12-31
                """
            try await NeedsScoreOperations.take(focal, programme, id, table)
            let text = try await world.database.read { try NeedsScoreOperations.write(focal, programme, id, $0) }
            #expect(text.contains("LV,DEMO,A1,,4,0,5,2027-12-31"))
            #expect(text.contains("LV,DEMO,A1,health,4,0"))
            for (bad, word) in [
                ("LV,DEMO,A1,,6,,", "value"), ("LV,DEMO,A1,,2.5,,", "value"), ("AT,DEMO,A1,,3,,", "country"),
                ("LV,DEMO,A1,,3,9,", "target"), ("LV,DEMO,A1,,3,4,2027-02-30", "target-on"),
            ] {
                let refused = await refusal {
                    try await NeedsScoreOperations.take(
                        focal, programme, id, "country,framework,indicator,sector,value,target,target-on\n\(bad)")
                }
                #expect(refused?.fields["table"]?.string().contains(word) == true, "\(bad)")
            }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a framework that somebody is asked with gets a next version`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await NeedsWorld(site)
            let organiser = try await world.network.visit(world.network.world.organiser)
            let id = world.cycle.framework
            let changed = try await FrameworkOperations.change(
                organiser, world.programme, id, FrameworkFields(code: "DEMO", title: "Demo capacities"),
                table: NeedsWorld.table + "\nLists,Stocks,A3,Who counts them?,,,,,\n")
            #expect(changed.version == 2 && !changed.isOpen)
            let (old, new) = try await world.database.read {
                (try FrameworkStore($0).content(id, version: 1), try FrameworkStore($0).content(id, version: 2))
            }
            #expect(old.indicators.count == 2)
            #expect(new.indicators.count == 3)
            let bad = await refusal {
                _ = try await FrameworkOperations.change(
                    organiser, world.programme, id, FrameworkFields(code: "DEMO", title: "Demo capacities"),
                    table: "pillar,capacity,code,indicator\nLists,,A1,One\nLists,,A1,Two")
            }
            #expect(bad?.fields.keys.sorted() == ["table"])
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a framework goes out as an XLSForm and comes in again`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await NeedsWorld(site)
            let (network, id) = (world.network, world.cycle.framework)
            let (record, content) = try await world.database.read {
                (
                    try FrameworkStore($0).framework(id, of: world.programme),
                    try FrameworkStore($0).content(id, version: 1)
                )
            }
            let organiser = try await network.visit(network.world.organiser)
            let again = try await FrameworkForms.add(
                organiser, world.programme, code: "AGAIN", try FrameworkForms.write(record, content), key: nil
            ).framework
            let read = try await world.database.read { try FrameworkStore($0).content(again.id, version: 1) }
            #expect(read.indicators.map(\.code) == ["A1", "A2"])
            #expect(read.indicators[0].levels.compactMap { $0.texts["en"] } == ["none", "some", "most", "all", "kept"])
            #expect(again.title == "Demo capacities")
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `who was asked the same in another framework sees what was answered there`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await NeedsWorld(site)
            let (network, programme) = (world.network, world.programme)
            let organiser = try await network.visit(network.world.organiser)
            let other = try await FrameworkOperations.add(
                organiser, programme, FrameworkFields(code: "OTHER", title: "Another one"),
                table: "pillar,capacity,code,indicator\nLists,,B1,Is there a list?")
            try await FrameworkOperations.cross(
                organiser, programme, other.id, table: "indicator,framework,other,relation\nB1,DEMO,A1,same")
            let bad = await refusal {
                try await FrameworkOperations.cross(
                    organiser, programme, other.id, table: "indicator,framework,other,relation\nB1,DEMO,A9,same")
            }
            #expect(bad?.fields["crosswalk"]?.string().contains("other") == true)
            let focal = try await network.visit(network.latvia)
            let first = try await world.assessment("LV").id
            try await NeedsScoreOperations.take(
                focal, programme, first, "country,framework,indicator,sector,value\nLV,DEMO,A1,health,4")
            let cycle = try await NeedsCycleOperations.open(
                organiser, programme, .init(fields: NeedsCycleFields(title: "Again"), framework: other.id))
            let before = try await world.database.read { reading in
                let one = try NeedsStore(reading).assessments(of: [cycle.id]).first { $0.country == "LV" }
                return try one.map { try NeedsBefore.answers($0, cycle, sector: "health", reading) }
            }
            #expect(before?["B1"]?.level == 4)
        }
    }
}
