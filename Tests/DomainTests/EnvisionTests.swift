import Domain
import Testing

struct ImpactMatrixTests {
    @Test func `easy things that change much are quick wins, the most impact first`() {
        let matrix = ImpactMatrix([
            .init(number: 1, difficulty: 2, impact: 4), .init(number: 2, difficulty: 5, impact: 5),
            .init(number: 3, difficulty: 2, impact: 5), .init(number: 4, difficulty: 1, impact: 5),
            .init(number: 5, difficulty: 1, impact: 3), .init(number: 6, difficulty: 3, impact: 1),
            .init(number: 7, difficulty: 1, impact: 5),
        ])
        #expect(matrix.quickWins.map(\.number) == [4, 7, 3, 1])
        #expect(matrix.items(in: .project).map(\.number) == [2])
        #expect(matrix.items(in: .small).map(\.number) == [5])
        #expect(matrix.items(in: .costly).map(\.number) == [6])
        #expect(matrix.items(difficulty: 1, impact: 5).map(\.number) == [4, 7])
    }

    @Test func `what is not on the scale is left out`() {
        let matrix = ImpactMatrix([
            .init(number: 1, difficulty: 0, impact: 4), .init(number: 2, difficulty: 3, impact: 6),
            .init(number: 3, difficulty: 5, impact: 1),
        ])
        #expect(matrix.items.map(\.number) == [3])
    }
}

struct DelegationVoteTests {
    private func votes(_ pairs: (Int, Int)...) -> [DelegationVote.Rating] {
        pairs.map { .init(difficulty: $0.0, impact: $0.1) }
    }

    @Test func `two votes have no result, three have their medians`() {
        #expect(DelegationVote.result([]) == nil)
        #expect(DelegationVote.result(votes((2, 4), (3, 5))) == nil)
        #expect(DelegationVote.result(votes((1, 5), (4, 2), (2, 3))) == .init(difficulty: 2, impact: 3))
    }

    @Test func `of an even number the more cautious middle vote counts`() {
        #expect(DelegationVote.result(votes((1, 5), (2, 4), (3, 3), (5, 1))) == .init(difficulty: 3, impact: 3))
    }

    @Test func `a rating stands on the scale`() {
        #expect(DelegationVote.Rating(difficulty: 1, impact: 5).isOnScale)
        #expect(!DelegationVote.Rating(difficulty: 0, impact: 5).isOnScale)
        #expect(!DelegationVote.Rating(difficulty: 1, impact: 6).isOnScale)
    }
}

struct VisitProposalTests {
    private func blocker(_ number: Int, has: Set<String>, solved: Set<String>) -> VisitProposals.Blocker {
        .init(number: number, present: has, solved: solved)
    }

    @Test func `one host that has solved both saves a trip`() {
        let proposals = VisitProposals([
            blocker(1, has: ["HR"], solved: ["AT", "BE"]), blocker(2, has: ["HR"], solved: ["BE", "ES"]),
        ])
        #expect(proposals.pairs == [.init(first: "BE", second: "HR", firstLearns: [], secondLearns: [1, 2])])
        #expect(proposals.trips == 1)
    }

    @Test func `of equally few hosts the one that learns in return comes first`() {
        let proposals = VisitProposals([
            blocker(1, has: ["HR"], solved: ["AT", "SI"]), blocker(2, has: ["SI"], solved: ["HR"]),
        ])
        #expect(proposals.pairs == [.init(first: "HR", second: "SI", firstLearns: [1], secondLearns: [2])])
        #expect(proposals.pairs.first?.isMutual == true)
        #expect(proposals.trips == 2)
    }

    @Test func `two hosts where no single one has solved all`() {
        let proposals = VisitProposals([
            blocker(1, has: ["HR"], solved: ["AT"]), blocker(2, has: ["HR"], solved: ["BE"]),
            blocker(3, has: ["HR"], solved: ["BE", "AT"]),
        ])
        #expect(proposals.pairs.map(\.first) == ["AT", "BE"])
        #expect(proposals.pairs.map(\.secondLearns) == [[1, 3], [2, 3]])
    }

    @Test func `what nobody has solved is said, and who solved it does not have it`() {
        let proposals = VisitProposals([
            blocker(1, has: ["HR", "BE"], solved: []), blocker(2, has: [], solved: []),
            blocker(3, has: ["HR"], solved: ["HR"]),
        ])
        #expect(proposals.unsolved == [1])
        #expect(proposals.pairs.isEmpty)
    }

    @Test func `the order of what is given changes nothing`() {
        let list = [
            blocker(1, has: ["HR", "LV", "ES"], solved: ["AT", "BE"]), blocker(2, has: ["AT", "LV"], solved: ["ES", "BE"]),
            blocker(3, has: ["BE"], solved: ["LV", "HR"]), blocker(4, has: ["SI", "HR"], solved: ["LV"]),
        ]
        let first = VisitProposals(list)
        for _ in 0..<20 { #expect(VisitProposals(list.shuffled()) == first) }
        #expect(first.pairs.map(\.count) == first.pairs.map(\.count).sorted(by: >))
    }

    @Test func `many hosts are chosen greedily and still serve every blocker`() {
        let hosts = (0..<20).map { "H\($0 < 10 ? "0" : "")\($0)" }
        let proposals = VisitProposals(
            (0..<20).map { blocker($0 + 1, has: ["AA"], solved: [hosts[$0], hosts[($0 + 1) % 20]]) })
        #expect(Set(proposals.pairs.flatMap(\.firstLearns)) == Set(1...20))
        #expect(proposals.trips <= 12)
    }

    @Test func `links make clusters, also over a third`() {
        let clusters = LinkedClusters.of([1, 2, 3, 4, 5], links: [(4, 2), (2, 5), (9, 1)])
        #expect(clusters == [[1], [2, 4, 5], [3]])
    }
}
