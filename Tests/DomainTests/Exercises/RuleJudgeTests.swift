import Domain
import Testing

struct RuleJudgeTests {
    private typealias Signal = RuleJudge.Signal
    private typealias Pattern = RuleJudge.Pattern

    private static let minute: Int64 = 60_000
    private let cells = ["A", "B", "C", "D"]

    private func judge(
        _ rule: RuleJudge.Rule, _ signals: [RuleJudge.Signal], recipients: [String]? = nil, watched: [String]? = nil,
        released: Set<String> = [], at minutes: Int64
    ) -> RuleJudge {
        RuleJudge(
            rule, signals: signals, recipients: recipients ?? cells, watched: watched ?? cells, released: released,
            now: minutes * Self.minute)
    }

    private func said(_ judge: RuleJudge) -> String {
        judge.due.map { "\($0.cell)@\($0.elapsed / Self.minute)" }.joined(separator: " ")
    }

    /// Nobody has told the neighbour twenty minutes after the paper.
    private let notTold = RuleJudge.Condition.missing(
        Pattern("request.sent", "", value: "notification"), since: Pattern("paper", "4"), after: 20 * minute)

    @Test func `who has not told the neighbour in time gets the reminder, each by its own paper`() {
        let signals = [
            Signal("paper", "4", cell: "A", at: 14 * Self.minute),
            Signal("paper", "4", cell: "B", at: 16 * Self.minute),
            Signal("paper", "4", cell: "C", at: 14 * Self.minute),
            Signal("request.sent", "", value: "notification", cell: "C", at: 30 * Self.minute),
        ]
        let rule = RuleJudge.Rule(.eachCell, [notTold])
        let before = judge(rule, signals, at: 33)
        #expect(said(before).isEmpty)
        #expect(before.next == 34 * Self.minute)
        #expect(said(judge(rule, signals, at: 34)) == "A@34")
        #expect(said(judge(rule, signals, at: 40)) == "A@34 B@36")
        #expect(judge(rule, signals, at: 40).next == nil)
    }

    @Test func `F19 a rule that holds for three of twenty cells is due for those three`() {
        let twenty = (1...20).map { "cell-\($0)" }
        let signals = ["cell-3", "cell-7", "cell-20"].map {
            Signal("option", "6", value: "close", cell: $0, at: 30 * Self.minute)
        }
        let rule = RuleJudge.Rule(.eachCell, [.happened(Pattern("option", "6", value: "close"))])
        let judged = judge(rule, signals, recipients: twenty, watched: twenty, at: 31)
        #expect(judged.due.map(\.cell) == ["cell-3", "cell-7", "cell-20"])
    }

    @Test func `F20 a cell that has it by hand stands outside the rule`() {
        let signals = cells.map { Signal("option", "6", value: "keep", cell: $0, at: 10 * Self.minute) }
        let rule = RuleJudge.Rule(.eachCell, [.happened(Pattern("option", "6", value: "keep"))])
        #expect(said(judge(rule, signals, released: ["B"], at: 11)) == "A@10 C@10 D@10")
        #expect(said(judge(rule, signals, released: Set(cells), at: 11)).isEmpty)
    }

    @Test func `I22 two injects that call each other come once each`() {
        let after = { (other: String) in
            RuleJudge.Rule(.eachCell, delay: Self.minute, [.happened(Pattern("paper", other))])
        }
        var signals = [Signal("paper", "X", cell: "A", at: 0)]
        var has: [String: Set<String>] = ["X": ["A"], "Y": []]
        for minute in Int64(1)...10 {
            for (own, other) in [("X", "Y"), ("Y", "X")] {
                let judged = judge(
                    after(other), signals, recipients: ["A"], released: has[own] ?? [], at: minute)
                for due in judged.due where due.elapsed <= minute * Self.minute {
                    has[own, default: []].insert(due.cell)
                    signals.append(Signal("paper", own, cell: due.cell, at: minute * Self.minute))
                }
            }
        }
        #expect(signals.count == 2)
    }

    @Test func `all waits for the last, some for the k-th`() {
        let signals = zip(cells, [Int64(5), 9, 7]).map {
            Signal("option", "6", value: "close", cell: $0, at: $1 * Self.minute)
        }
        let closed = RuleJudge.Condition.happened(Pattern("option", "6", value: "close"))
        #expect(said(judge(RuleJudge.Rule(.all, [closed]), signals, at: 20)).isEmpty)
        let three = ["A", "B", "C"]
        #expect(said(judge(RuleJudge.Rule(.all, [closed]), signals, watched: three, at: 20)) == "A@9 B@9 C@9 D@9")
        let two = RuleJudge.Rule(.some(2), delay: 3 * Self.minute, [closed])
        #expect(said(judge(two, signals, recipients: ["D"], at: 20)) == "D@10")
    }

    @Test func `all conditions hold from the last, any from the first, and what is to come does not count`() {
        let signals = [
            Signal("option", "6", value: "keep", cell: "A", at: 4 * Self.minute),
            Signal("move", "2", cell: nil, at: 12 * Self.minute),
            Signal("move", "3", cell: nil, at: 90 * Self.minute),
        ]
        let conditions: [RuleJudge.Condition] = [
            .happened(Pattern("option", "6", value: "keep")), .happened(Pattern("move", "2")),
        ]
        #expect(said(judge(RuleJudge.Rule(.eachCell, conditions), signals, at: 20)) == "A@12")
        let any = RuleJudge.Rule(.eachCell, matchesAll: false, conditions)
        #expect(said(judge(any, signals, at: 20)) == "A@4 B@12 C@12 D@12")
        #expect(said(judge(RuleJudge.Rule(.eachCell, [.happened(Pattern("move", "3"))]), signals, at: 20)).isEmpty)
        let third = RuleJudge.Rule(.eachCell, [.happened(Pattern("move", ""), times: 2)])
        #expect(said(judge(third, signals, at: 95)) == "A@90 B@90 C@90 D@90")
    }

    @Test func `a rule without conditions never holds, and the ends of the range do not trap`() {
        #expect(said(judge(RuleJudge.Rule(.eachCell, []), [], at: 20)).isEmpty)
        let far = RuleJudge.Rule(
            .eachCell, delay: .max, [.missing(Pattern("x", ""), since: nil, after: .max), .happened(Pattern("y", ""))])
        let judged = RuleJudge(
            far, signals: [Signal("y", "", cell: nil, at: .max)], recipients: ["A"], watched: [], released: [],
            now: .max)
        #expect(judged.due.map(\.elapsed) == [.max])
    }
}
