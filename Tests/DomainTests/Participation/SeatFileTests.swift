import Domain
import Testing

private func line(_ body: () throws(FileProblem) -> Void) -> Int? {
    do {
        try body()
        return nil
    } catch {
        return error.line
    }
}

struct SeatFileTests {
    private let head = "id,class,rank,tie,country\n"
    private let quotaHead = "label,kind,attribute,value,seats,mode,until,exceptions\n"

    @Test func `columns stand in any order, and those that nobody needs are left out`() throws {
        let text = "\u{feff}tie;id;rank;class;working-group\r\nb;2;1;1;WG 1\r\na;1;1;1;\r\n\r\n"
        let requests = try SeatFiles.requests(Array(text.utf8))
        #expect(requests.map(\.id) == ["2", "1"])
        #expect(requests.map(\.attributes) == [[.workingGroup: "WG 1"], [:]])
    }

    @Test(arguments: [
        ("", 1), ("id,class,rank\n", 1), ("id,class,rank,tie,colour\n", 1), ("id,class,rank,tie,id\n", 1),
        ("id,class,rank,tie,country\na,1,1,t\n", 2), ("id,class,rank,tie,country\na,3,1,t,KZ\n", 2),
        ("id,class,rank,tie,country\na,1,-1,t,KZ\n", 2), ("id,class,rank,tie,country\na,1,one,t,KZ\n", 2),
        ("id,class,rank,tie,country\n,1,1,t,KZ\n", 2), ("id,class,rank,tie,country\na,1,1,t,KZ\na,1,2,t,KZ\n", 3),
        ("id,class,rank,tie,country\na,1,1,t,KZ\n\nb,1,1,t,KZ\n", 3),
        ("id,class,rank,tie,country\na,1,99999999999999999999,t,KZ\n", 2),
        ("id,class,rank,tie,country\n\"a,1,1,t,KZ\n", 2),
    ])
    func `a malformed line of the list is named`(text: String, number: Int) {
        #expect(line { () throws(FileProblem) in _ = try SeatFiles.requests(Array(text.utf8)) } == number)
    }

    @Test(arguments: [
        ",cap,all,,3,,,", "a,limit,all,,3,,,", "a,cap,colour,,3,,,", "a,cap,all,KZ,3,,,", "a,cap,all,,-1,,,",
        "a,cap,all,,,,,", "a,cap,all,,3,,2027-05-01T00:00Z,", "a,cap,all,,3,,,KZ=1", "a,cap,country,KZ,3,,,KZ=1",
        "a,cap,country,,3,,,KZ", "a,cap,country,,3,,,KZ=1;KZ=2", "a,cap,country,,3,,,=2", "a,guarantee,all,,1,,,",
        "a,guarantee,country,,1,,,", "a,guarantee,country,KZ;;UZ,1,,,", "a,guarantee,country,KZ;KZ,1,,,",
        "a,guarantee,country,KZ,1,,2027-05-01,", "a,guarantee,country,KZ,1,,2027-05-01T00:00,",
        "a,guarantee,country,KZ,1,,,UZ=2", "a,guarantee,sector,health,1,,,", "ok,cap,all,,3,,,", "ok/KZ,cap,all,,3,,,",
        "a,cap,all,,3,,", "a,cap,all,,10000000,,,", "a,guarantee,country,MN,1,,,",
    ])
    func `a malformed line of the quotas is named`(text: String) {
        let before = "ok,cap,country,,2,,,\nkept,guarantee,country,MN,1,,,\n"
        let bytes = Array((quotaHead + before + text + "\n").utf8)
        #expect(line { () throws(FileProblem) in _ = try SeatFiles.quotas(bytes) } == 4)
    }

    @Test func `what an event writes is read again as it was`() throws {
        let quotas = [
            each(.country, 2, ["KZ": 6, "UZ": 3]), only(.sector, "security, inner", 3), total(40),
            SeatQuota(label: "room", attribute: nil, seats: 30, mode: "in-person"),
            keep(1, "KZ UZ", until: 1_809_129_600_000),
        ]
        let written = SeatFiles.write(quotas)
        #expect(written.contains("each country,cap,country,,2,,,\"KZ=6;UZ=3\""))
        #expect(written.contains("kept,guarantee,country,\"KZ;UZ\",1,,2027-05-01T00:00:00Z,"))
        #expect(try SeatFiles.quotas(Array(written.utf8)) == quotas)
        let event = RandomEvent(7)
        let list = try SeatFiles.requests(Array(SeatFiles.write(event.requests).utf8))
        #expect(list == event.requests.sorted(by: SeatRequest.precedes))
        let ids = try SeatFiles.seated(Array(SeatFiles.write(seated: ["p1", "p0"]).utf8), of: list)
        #expect(ids == ["p1", "p0"])
    }

    @Test func `who sits is on the list, and once`() {
        let list = inOrder("KZ1 UZ1")
        for (text, number) in [("id\nKZ1\nKZ1\n", 3), ("id\nKZ1\nMN1\n", 3), ("id\n\"\"\nKZ1\n", 2), ("name\n", 1)] {
            #expect(line { () throws(FileProblem) in _ = try SeatFiles.seated(Array(text.utf8), of: list) } == number)
        }
    }

    @Test func `the result is the same JSON everywhere`() throws {
        let requests = inOrder("KZ1s KZ2h UZ1s KG1c")
        let report = AllocationReport(requests, quotas: [each(.country, 1), each(.sector, 1), total(3)])
        #expect(
            report.value.json == """
                {"seated":["KZ1","KG1"],"waiting":[{"id":"KZ2","blocked":["each country/KZ"]},\
                {"id":"UZ1","blocked":["each sector/security"]}],"free":{"each country/KG":0,"each country/KZ":0,\
                "each country/UZ":1,"each sector/civil-protection":0,"each sector/health":1,"each sector/security":0,\
                "total":1},"maximum":3}
                """)
        let bound = AllocationReport(requests, quotas: [total(3), keep(1, "MN")])
        #expect(bound.value.json.hasSuffix("\"free\":{\"total\":1},\"maximum\":null,\"maximum_at_most\":3}"))
    }

    @Test func `moments are read with their offset and no other way`() {
        #expect(InstantText.read("2027-05-01T00:00:00+05:00") == 1_809_111_600_000)
        #expect(InstantText.read("2027-04-30T19:00Z") == 1_809_111_600_000)
        #expect(InstantText.read("2027-04-30T13:30:00.5-0530") == 1_809_111_600_500)
        for text in [
            "2027-05-01", "2027-05-01T00:00", "2027-05-01T24:00Z", "2027-02-29T00:00Z", "0027-05-01T00:00Z", "x",
        ] {
            #expect(InstantText.read(text) == nil, "\(text)")
        }
        #expect(InstantText.write(1_809_111_600_000) == "2027-04-30T19:00:00Z")
        #expect(InstantText.write(-1) == "1969-12-31T23:59:59Z")
    }
}
