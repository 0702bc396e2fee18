import Domain
import Testing

/// Stations and rotations of a practical exercise.
@Suite struct StationTimetableTests {
    private let minute: Int64 = 60_000

    private func made(_ groups: Int, _ stations: Int) -> (StationTimetable, [String], [String]) {
        let (groups, stations) = ((0..<groups).map { "G\($0)" }, (0..<stations).map { "S\($0)" })
        return (
            StationTimetable(
                groups: groups, stations: stations, start: 1_000, length: 20 * minute, change: 5 * minute),
            groups, stations
        )
    }

    @Test(arguments: [(1, 1), (3, 3), (2, 5), (6, 4), (20, 7)])
    func `each group comes to each station once, and no station has two groups`(groups: Int, stations: Int) {
        let (timetable, all, places) = made(groups, stations)
        #expect(timetable.rotations.count == max(groups, stations))
        #expect(timetable.findings(groups: all, stations: places).isEmpty)
        for group in all {
            #expect(Set(timetable.rotations.compactMap { $0.visits[group] }) == Set(places))
        }
    }

    @Test func `rotations follow each other with the time to change between them`() {
        let (timetable, _, _) = made(3, 3)
        #expect(timetable.rotations.map(\.start) == [1_000, 1_501_000, 3_001_000])
        #expect(timetable.rotations[0].end == 1_201_000)
    }

    @Test func `what cannot be is found, and what is worth a look`() {
        var (timetable, groups, stations) = made(3, 3)
        timetable.rotations[1].visits["G0"] = timetable.rotations[1].visits["G1"]
        timetable.rotations[2].start = timetable.rotations[1].start
        let found = timetable.findings(groups: groups, stations: stations)
        #expect(
            found.filter(\.isFault) == [
                .clash(rotation: 2, station: "S2", groups: ["G0", "G1"]), .overlap(rotation: 3),
            ])
        #expect(found.contains(.missed(group: "G0", stations: ["S1"])))
        #expect(found.contains(.again(group: "G0", station: "S2")))
    }

    @Test func `nothing traps at the ends of time, and nobody has no timetable`() {
        #expect(StationTimetable(groups: [], stations: ["S"], start: 0, length: 1, change: 0).rotations.isEmpty)
        #expect(StationTimetable(groups: ["G"], stations: [], start: 0, length: 1, change: 0).rotations.isEmpty)
        let last = StationTimetable(
            groups: ["G", "H"], stations: ["S"], start: .max - 1, length: .max, change: .max)
        #expect(last.rotations.allSatisfy { $0.end == .max })
        let first = StationTimetable(groups: ["G"], stations: ["S"], start: .min, length: .min, change: .min)
        #expect(first.rotations[0].end == .min)
    }
}
