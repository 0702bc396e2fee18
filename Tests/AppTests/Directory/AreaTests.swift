import Domain
import Storage
import StorageTestSupport
import TestSupport
import Testing
import Web

@testable import App

let areaScenarios = """
    GET    /directory/areas                                                      accounts
    GET    /directory/areas/new                                                  administrators
    POST   /directory/areas                                                      administrators  422
    GET    /directory/areas/import                                               administrators
    POST   /directory/areas/import                                               administrators  422
    GET    /directory/areas/export/:format                                       accounts
    GET    /directory/areas/:area                                                administrators
    POST   /directory/areas/:area                                                administrators  422
    POST   /directory/areas/:area/retirement                                     administrators  303
    POST   /directory/areas/:area/return                                         administrators  303
    GET    /api/v1/areas                                                         accounts
    POST   /api/v1/areas                                                         administrators  422
    PUT    /api/v1/areas/:area                                                   administrators  422
    PUT    /api/v1/areas/:area/retirement                                        administrators
    DELETE /api/v1/areas/:area/retirement                                        administrators
    POST   /api/v1/area-file                                                     administrators  422
    GET    /api/v1/area-file                                                     accounts
    """

/// Areas of work: the tree, its languages, and what becomes of a retired one.
struct AreaTests {
    @Test func `what ships is named in four languages and stands below what is there`() {
        let codes = AreaSeed.all.map(\.code)
        #expect(Set(codes).count == codes.count && codes.count > 25)
        for (index, area) in AreaSeed.all.enumerated() {
            #expect(Language.allCases.allSatisfy { !area.names.stored(in: $0).isEmpty }, "\(area.code)")
            #expect(area.parent.isEmpty || codes[..<index].contains(area.parent), "\(area.code)")
        }
        // The same on every server.
        #expect(AreaSeed.id(of: "water-safety") == AreaSeed.id(of: "water-safety"))
        #expect(AreaSeed.id(of: "water-safety") != AreaSeed.id(of: "food-safety"))
    }

    @Test(arguments: TestEngine.allCases)
    func `an area is found by its name in any language, and its neighbours are those beside it`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let tree = try await site.database.read { try AreaTree($0) }
            #expect(tree.all.count == AreaSeed.all.count)
            for word in ["water", "вода", "eau", "مياه"] {
                #expect(tree.matching(word).map(\.code) == ["water-safety"], "\(word)")
            }
            let water = try #require(tree.area(code: "Water-Safety"))
            #expect(
                Set(tree.neighbours(of: water.id).map(\.code)) == [
                    "food-safety", "chemical-safety", "public-health-c3",
                ])
            #expect(tree.area(told: "Безопасность воды")?.id == water.id)
            let parent = try #require(tree.area(code: "health-security"))
            #expect(tree.within(parent.id).count == 5 && tree.ancestors(of: water.id).map(\.id) == [parent.id])
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a retired area is no longer offered and is found by its successor`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world(seats: 0)
            let browser = await world.browser(world.administrator)
            let added = try await browser.post(
                "/directory/areas",
                ["code": "drinking-water", "name-en": "Drinking water", "parent": "health-security", "axis": "topic"])
            #expect(added.status == 303)
            let before = try await site.database.read { try AreaTree($0) }
            let old = try #require(before.area(code: "drinking-water"))
            let retired = try await browser.post("/directory/areas/\(old.id)/retirement", ["successor": "water-safety"])
            #expect(retired.status == 303)
            let tree = try await site.database.read { try AreaTree($0) }
            let water = try #require(tree.area(code: "water-safety"))
            #expect(tree.current(old.id)?.id == water.id && tree.within(water.id).contains(old.id))
            #expect(!tree.options().contains { $0.value == "drinking-water" })
            #expect(tree.options(kept: [old.id]).contains { $0.value == "drinking-water" })
            let page = try await browser.get("/directory/areas")
            #expect(page.contains("found by: Water safety"))
            #expect(try await browser.post("/directory/areas/\(old.id)/return").status == 303)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `the file has the columns that it is known by, and goes in again unchanged`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world(seats: 0)
            let browser = await world.browser(world.administrator)
            let file = try await browser.get("/directory/areas/export/csv")
            #expect(file.contains("code,parent,name-en,name-fr,name-ru,name-ar,crosswalk"))
            let again = try await browser.upload(
                "/directory/areas/import", field: "file", fileName: "areas.csv", file.bytes)
            #expect(again.location?.contains("added=0&changed=0&same=\(AreaSeed.all.count)") == true)
            let rows = "code,parent,name-en,name-ru\nwells,springs,Wells,Колодцы\nsprings,water-safety,Springs,\n"
            let more = try await browser.upload(
                "/directory/areas/import", field: "file", fileName: "areas.csv", Array(rows.utf8))
            #expect(more.location?.contains("added=2&changed=0") == true)
            let tree = try await site.database.read { try AreaTree($0) }
            let wells = try #require(tree.area(code: "wells"))
            #expect(tree.ancestors(of: wells.id).map(\.code) == ["springs", "water-safety", "health-security"])
            let circle = "code,parent,name-en\nsprings,wells,Springs\n"
            let refused = try await browser.upload(
                "/directory/areas/import", field: "file", fileName: "areas.csv", Array(circle.utf8))
            #expect(refused.status == 422)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `records are tagged, and found below what is asked for`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let (water, food) = (AreaSeed.id(of: "water-safety"), AreaSeed.id(of: "food-safety"))
            try await site.database.write { tx in
                let tags = AreaTags(tx)
                try tags.set([water, food], on: .past, id: "one", tx)
                try tags.set([food], on: .past, id: "one", tx)
                try tags.set([water], on: .notice, id: "one", tx)
            }
            try await site.database.read { reading in
                let (tags, tree) = (AreaTags(reading), try AreaTree(reading))
                #expect(try tags.areas(of: .past, ids: ["one", "two"]) == ["one": [food]])
                let all = tree.within(AreaSeed.id(of: "health-security"))
                #expect(try tags.records(of: .notice, in: all) == ["one"])
                #expect(try tags.records(of: .past, in: [water]).isEmpty)
            }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a list of too many areas is refused before any is looked for`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let network = try await NetworkWorld(site)
            let tree = try await site.database.read { try AreaTree($0) }
            let known = tree.inUse.prefix(3)
            func read(_ told: [String]) -> (areas: Set<Area.ID>, isWrong: Bool) {
                var check = FieldCheck()
                let areas = AreaList.read(told, in: tree, &check)
                do { try check.finish() } catch { return (areas, true) }
                return (areas, false)
            }
            let told = [known[0].code, "", known[1].names.russian, known[2].names.french.uppercased(), known[0].code]
            #expect(read(told).areas == Set(known.map(\.id)))
            #expect(!read(told).isWrong && read(["no-such-area"]).isWrong)
            #expect(read([String](repeating: known[0].code, count: AreaList.most + 1)) == ([], true))
            #expect(read([String](repeating: "я", count: 200_000)) == ([], true))
            #expect(tree.area(told: String(repeating: "я", count: 100_000)) == nil)
            let api = try await network.world.api(network.croatia)
            let many = [String](repeating: "zz", count: 5_000)
            let reply = try await api.send(
                .post, "/api/v1/programmes/\(network.programme)/practices",
                [
                    "title": "Many areas", "summary": "What works.", "language": "en", "marking": "GREEN",
                    "owner": "country:HR", "happenedOn": "2021", "areas": many,
                ])
            #expect(reply.status == 422 && "\(reply.json)".contains("At most \(AreaList.most) areas."), "\(reply.json)")
        }
    }
}
