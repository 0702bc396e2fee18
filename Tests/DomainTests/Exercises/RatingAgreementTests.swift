import Domain
import Testing

struct RatingAgreementTests {
    /// One text a rater, a value for each unit; "–" where there is none.
    private func agreement(_ lines: [String], _ scale: String) -> RatingAgreement {
        let words = scale.split(separator: " ")
        let ratings = lines.enumerated().flatMap { rater, line in
            line.split(separator: " ").enumerated().compactMap { unit, word in
                words.firstIndex(of: word).map {
                    RatingAgreement.Rating(unit: "u\(unit)", rater: "E\(rater)", value: $0)
                }
            }
        }
        return RatingAgreement(ratings, steps: words.count)
    }

    private let evaluators = ["P S S M P U S –", "P S M M P U S S", "S S M M – U P S"]

    @Test func `the published data of four observers and twelve units`() throws {
        let published = agreement(
            [
                "1 2 3 3 2 1 4 1 2 – – –", "1 2 3 3 2 2 4 1 2 5 – 3", "– 3 3 3 2 3 4 2 2 5 1 –",
                "1 2 3 3 2 4 4 1 2 5 1 –",
            ], "1 2 3 4 5")
        #expect(published.count == 40)
        #expect(try #require(published.alpha(.nominal).value).decimal(4) == "0.7434")
        #expect(try #require(published.alpha(.ordinal).value).decimal(4) == "0.8154")
        #expect(try #require(published.alpha(.interval).value).decimal(4) == "0.8491")
    }

    @Test func `three evaluators of the design`() {
        let three = agreement(evaluators, "P S M U")
        #expect(three.count == 22)
        #expect(three.counts == [5, 9, 5, 3])
        #expect(three.alpha(.ordinal) == .value(Rational(14590, 17677)))
        #expect(three.alpha(.nominal) == .value(Rational(109, 172)))
        #expect(three.alpha(.interval) == .value(Rational(55, 64)))
        #expect(three.kappa(.linear).reason == "κ is for two raters; there are 3")
        #expect(three.isShown)
    }

    @Test func `two evaluators of the design`() {
        let two = agreement(Array(evaluators.prefix(2)), "P S M U")
        #expect(two.unitCount == 7)
        #expect(two.kappa(.linear) == .value(Rational(48, 55)))
        #expect(two.kappa(.quadratic) == .value(Rational(94, 101)))
        #expect(two.raw == .value(Rational(6, 7)))
        #expect(two.apart.isEmpty)
    }

    @Test func `almost all alike: the figures are nothing, and it is said`() {
        let trap = agreement(["S S S S S S S S S S", "S S S S S S S S S P"], "P S M U")
        #expect(trap.raw == .value(Rational(9, 10)))
        #expect(trap.alpha(.ordinal) == .value(.zero))
        #expect(trap.kappa(.linear) == .value(.zero))
        #expect(trap.isOneSided)
    }

    @Test func `all alike is undefined and not one`() {
        let alike = agreement(["S S S", "S S S"], "P S M U")
        for metric in RatingAgreement.Metric.allCases {
            #expect(alike.alpha(metric).reason == "all ratings are alike")
        }
        #expect(alike.kappa(.quadratic).reason == "all ratings are alike")
        #expect(alike.raw == .value(.one))
        #expect(!alike.isShown)
    }

    @Test func `an evaluator alone has no agreement`() {
        let alone = agreement(["P S M"], "P S M U")
        #expect(alone.alpha(.nominal).reason == "no unit has two ratings")
        #expect(alone.raw.reason != nil)
        #expect(RatingAgreement([], steps: 0).alpha(.interval).value == nil)
    }

    @Test func `units two steps apart are what to talk about`() {
        #expect(agreement(["P S M", "M S U"], "P S M U").apart == ["u0"])
    }
}

struct RatingFileTests {
    private func line(_ text: String, scale: [String]? = nil) -> Int? {
        do throws(FileProblem) {
            _ = try RatingFile(Array(text.utf8), scale: scale)
            return nil
        } catch {
            return error.line
        }
    }

    @Test func `values are words of the scale, or numbers with their distances`() throws {
        let words = try RatingFile(Array("unit,rater,value\na,1,P\na,2,U\nb,1,\nb,2,N\n".utf8), scale: ["P", "S", "U"])
        #expect(words.ratings.map(\.value) == [0, 2])
        let numbers = try RatingFile(Array("rater;unit;value\n1;a;-1\n2;a;0.5\n1;b;10\n2;b;10\n".utf8))
        #expect(numbers.scale == ["-1", "1/2", "10"])
        #expect(numbers.ratings.map(\.value) == [0, 1, 2, 2])
    }

    @Test func `a malformed line is named`() {
        #expect(line("unit,rater,value\na,1,X\n", scale: ["P", "S"]) == 2)
        #expect(line("unit,rater,value\na,1,P\n") == 2)
        #expect(line("unit,rater,value\na,1,1\na,1,2\n") == 3)
        #expect(line("unit,rater,value\n,1,1\n") == 2)
        #expect(line("unit,rater\na,1\n") == 1)
    }
}
