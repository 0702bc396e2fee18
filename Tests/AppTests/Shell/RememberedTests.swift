@testable import App
import Testing

struct RememberedTests {
    @Test func `an answer is made once, and the oldest goes where there are too many`() throws {
        let squares = Remembered<Int, Int>(most: 2)
        var made: [Int] = []
        func square(_ number: Int) -> Int {
            squares.value(number) {
                made.append(number)
                return number * number
            }
        }
        #expect([square(2), square(2), square(3), square(4), square(4), square(2)] == [4, 4, 9, 16, 16, 4])
        #expect(made == [2, 3, 4, 2])
    }

    @Test func `nothing is an answer too, and what failed is not kept`() {
        struct Failure: Error {}
        let answers = Remembered<String, Int?>(most: 2)
        var asked = 0
        for _ in 0..<2 {
            #expect(
                answers.value("none") {
                    asked += 1
                    return nil
                } == nil)
        }
        #expect(asked == 1)
        #expect(throws: Failure.self) { try answers.value("wrong") { throw Failure() } }
        #expect(answers.value("wrong") { 5 } == 5)
    }
}
