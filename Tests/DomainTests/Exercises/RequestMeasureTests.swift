import Domain
import Testing

/// The worked example of the design: twelve requests, six cells, ENDEX at minute 90.
enum NordgateRequests {
    static let csv = """
        number,from,to,sent,allowed,acknowledged,answered,outcome,from_function,to_function,withdrawn
        1,A,B,8,30,10,22,agreed,S,S,
        2,A,C,9,30,15,41,partly,P,P,
        3,B,A,12,30,13,20,agreed,S,S,
        4,A,D,14,45,,,,C,C,
        5,C,A,18,30,25,38,declined,P,S,
        6,B,E,20,45,22,35,agreed,C,C,
        7,D,A,25,30,27,50,agreed,C,P,
        8,E,B,33,30,34,44,agreed,C,C,
        9,A,B,40,30,41,55,agreed,S,P,
        10,F,A,52,30,60,,,P,S,
        11,C,E,55,30,58,75,declined,S,C,
        12,A,E,70,30,,,,C,C,80

        """

    static func measures(end: Rational = 90, cells: [String]? = nil) throws -> RequestMeasures {
        let file = try RequestFile(Array(csv.utf8), cells: cells)
        return RequestMeasures(file.requests, cells: file.cells.count, end: end)
    }
}

private func share(_ count: Int, _ total: Int) -> RequestMeasures.Share { RequestMeasures.Share(count, of: total) }

struct RequestMeasureTests {
    @Test func `acknowledged, answered, in time and fulfilled count what was not withdrawn`() throws {
        let measures = try NordgateRequests.measures()
        #expect(measures.withdrawn == 1)
        #expect(measures.acknowledged == share(10, 11))
        #expect(measures.answered == share(9, 11))
        #expect(measures.inTime == share(8, 11))
        #expect(measures.fulfilled == share(7, 11))
        #expect(measures.open.map(\.number) == ["4", "10"])
        #expect(measures.overdue.map(\.number) == ["4", "10"])
        #expect(measures.unread.map(\.number) == ["4"])
    }

    @Test func `silence is silence: the median time to answer counts who still waits`() throws {
        let measures = try NordgateRequests.measures()
        #expect(measures.timeToAcknowledge == 2)
        let times = measures.timeToAnswer
        #expect(times.naiveMedian == 15)
        #expect(times.median == 20)
        #expect(times.curve.map(\.time) == [8, 11, 14, 15, 20, 25, 32])
        #expect(
            times.curve.prefix(5).map(\.waiting)
                == [Rational(11, 12), Rational(33, 40), Rational(11, 15), Rational(11, 20), Rational(11, 30)])
        #expect(times.count == 12)
        #expect(times.censored == 3)
    }

    @Test func `who carries the traffic, how dense it is, and what is answered by a tie back`() throws {
        let network = try NordgateRequests.measures().network
        #expect(network.received.sorted() == [0, 1, 1, 2, 3, 4])
        #expect(network.centralisation == Rational(13, 25))
        #expect(network.centres == [0])
        #expect(network.density == Rational(11, 30))
        #expect(network.reciprocity == Rational(8, 11))
    }

    @Test func `whether it holds without each cell`() throws {
        let network = try NordgateRequests.measures(cells: ["A", "B", "C", "D", "E", "F"]).answeredNetwork
        #expect(network.fragmentation() == Rational(1, 3))
        #expect(
            (0..<6).map { network.fragmentation(without: $0) } == [
                Rational(7, 10), Rational(2, 5), Rational(2, 5), Rational(2, 5), Rational(2, 5), Rational(0),
            ])
        #expect(network.distanceWeighted == Rational(23, 45))
    }

    @Test func `specialists talk to their own kind more than chance gives`() throws {
        let index = try NordgateRequests.measures().acrossFunctions
        #expect(index.value == Rational(-1, 6))
        #expect(index.chance == Rational(11, 36))
        #expect(index.inside == 7)
        #expect(index.outside == 5)
    }

    @Test func `at an earlier minute what came later has not happened`() throws {
        let measures = try NordgateRequests.measures(end: 21)
        #expect(measures.requests.map(\.number) == ["1", "2", "3", "4", "5", "6"])
        #expect(measures.answered == share(1, 6))
        #expect(measures.overdue.isEmpty)
        #expect(measures.timeToAnswer.median == nil)
    }

    @Test func `a silent cell is one that nobody reached`() throws {
        let measures = try NordgateRequests.measures(cells: ["A", "B", "C", "D", "E", "F", "G"])
        #expect(measures.network.density == Rational(11, 42))
        #expect(measures.answeredNetwork.fragmentation() == Rational(11, 21))
        #expect(measures.network.centralisation == Rational(17, 36))
    }

    @Test func `without requests nothing is told, and nothing traps`() {
        let measures = RequestMeasures([], cells: 0, end: 0)
        #expect(measures.answered.value == nil)
        #expect(measures.timeToAnswer.median == nil)
        #expect(measures.network.centralisation == nil)
        #expect(measures.network.density == nil)
        #expect(measures.answeredNetwork.fragmentation() == nil)
        #expect(measures.answeredNetwork.distanceWeighted == nil)
        #expect(measures.acrossFunctions.value == nil)
        let alone = CellNetwork(size: 1, ties: [CellNetwork.Tie(0, 0), CellNetwork.Tie(0, 9), CellNetwork.Tie(-1, 0)])
        #expect(alone.ties.isEmpty)
        #expect(alone.fragmentation(without: 0) == nil)
    }

    @Test func `what nobody answered has no median`() {
        let times = WaitingTimes([.init(5, isCensored: true), .init(9, isCensored: true)])
        #expect(times.median == nil)
        #expect(times.naiveMedian == nil)
        #expect(times.curve.isEmpty)
    }

    @Test func `what is censored at the moment of an event still counts as looked at`() {
        let times = WaitingTimes([.init(5), .init(5, isCensored: true)])
        #expect(times.curve.map(\.waiting) == [Rational(1, 2)])
        #expect(times.median == 5)
    }

    @Test func `the same asked again within a quarter of an hour is a duplicate`() {
        let minute: Int64 = 60_000
        let asks = [
            DuplicateRequests.Ask(from: "A", to: "B", type: "information", at: 0),
            DuplicateRequests.Ask(from: "A", to: "B", type: "information", at: 15 * minute),
            DuplicateRequests.Ask(from: "A", to: "B", type: "assistance", at: 16 * minute),
            DuplicateRequests.Ask(from: "A", to: "C", type: "information", at: 16 * minute),
            DuplicateRequests.Ask(from: "A", to: "B", type: "information", at: 30 * minute + 1),
        ]
        #expect(DuplicateRequests.places(asks) == [1])
    }
}

struct RequestFileTests {
    private let head = "number,from,to,sent,allowed,acknowledged,answered,outcome,withdrawn\n"

    private func line(_ text: String, cells: [String]? = nil) -> Int? {
        do throws(FileProblem) {
            _ = try RequestFile(Array(text.utf8), cells: cells)
            return nil
        } catch {
            return error.line
        }
    }

    @Test(arguments: [
        "1,A,A,8,30,,,,", "1,,B,8,30,,,,", "1,A,B,,30,,,,", "1,A,B,-8,30,,,,", "1,A,B,x,30,,,,", "1,A,B,8,30,7,,,",
        "1,A,B,8,30,10,9,agreed,", "1,A,B,8,30,10,12,maybe,", "1,A,B,8,30,10,,agreed,", "1,A,B,8,30,10,12,agreed,13",
        "1,A,B,8,30,10,,,9", ",A,B,8,30,,,,", "1,A,B,99999999999999999999,30,,,,", "1,A,B,1e3,30,,,,", "1,A,B,8,30,,,",
    ])
    func `a malformed line is named`(row: String) {
        #expect(line(head + "0,A,B,1,30,,,,\n" + row + "\n") == 3)
    }

    @Test func `a number stands once, a cell is one of those named, and the header is whole`() {
        #expect(line(head + "1,A,B,8,30,,,,\n1,B,A,9,30,,,,\n") == 3)
        #expect(line(head + "1,A,X,8,30,,,,\n", cells: ["A", "B"]) == 2)
        #expect(line("number,from,to,sent\n1,A,B,8\n") == 1)
        #expect(line("") == 1)
    }

    @Test func `minutes may have a part, and an answer needs no acknowledgement`() throws {
        let text = "allowed;number;to;from;sent;answered\n;1;B;A;8.25;9.5\n"
        let file = try RequestFile(Array(text.utf8))
        #expect(file.cells == ["A", "B"])
        let request = try #require(file.requests.first)
        #expect(request.sent == Rational(33, 4))
        #expect(request.isInTime)
        #expect(request.functions == nil)
    }
}
