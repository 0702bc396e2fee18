import Domain
import Testing

/// An edited file against what left and what is here.
@Suite struct MselMergeTests {
    private func merge(
        _ base: [MselField: String]?, here: [MselField: String], file: [MselField: String], isReleased: Bool = false,
        _ answers: [MselField: Bool] = [:]
    ) -> MselMerge {
        MselMerge(base: base, here: here, file: file, isReleased: isReleased, answers: answers)
    }

    @Test func `one side is taken, the other kept, both alike are fine`() {
        #expect(merge([.title: "a"], here: [.title: "a"], file: [.title: "b"]).changes == [.title: "b"])
        #expect(merge([.title: "a"], here: [.title: "b"], file: [.title: "a"]).isSame)
        #expect(merge([.title: "a"], here: [.title: "b"], file: [.title: "b"]).isSame)
    }

    @Test func `short fields that differ ask, and an answer counts`() {
        let open = merge([.title: "a"], here: [.title: "b"], file: [.title: "c"])
        #expect(open.changes.isEmpty)
        #expect(open.conflicts[.title] == merge(nil, here: [.title: "b"], file: [.title: "c"]).conflicts[.title])
        #expect(merge([.title: "a"], here: [.title: "b"], file: [.title: "c"], [.title: true]).changes == [.title: "c"])
        #expect(merge([.title: "a"], here: [.title: "b"], file: [.title: "c"], [.title: false]).isSame)
    }

    @Test func `long texts keep what both sides wrote`() throws {
        let merged = merge(
            [.text: "The hall is closed."], here: [.text: "The hall is closed today."],
            file: [.text: "Now the hall is closed."])
        let text = try #require(merged.changes[.text])
        #expect(text.contains("today") && text.contains("Now"))
    }

    @Test func `an emptied cell is emptied and counted, a column that is not there says nothing`() {
        let merged = merge([.note: "a", .from: "x"], here: [.note: "a", .from: "x"], file: [.note: ""])
        #expect(merged.changes == [.note: ""])
        #expect(merged.emptied == [.note])
    }

    @Test func `of a released inject only the note is taken`() {
        let merged = merge(
            [.note: "", .title: "a"], here: [.note: "", .title: "a"], file: [.note: "b", .title: "b"], isReleased: true)
        #expect(merged.changes == [.note: "b"])
        #expect(merged.refused == [.title])
    }

    @Test func `own columns that only the file changed come back`() {
        var merged = merge([:], here: [:], file: [:])
        merged.takeExtra(
            base: ["Colour": "red", "Size": "1"], here: ["Colour": "red", "Size": "2"],
            file: ["Colour": "blue", "Size": "3"])
        #expect(merged.extra == ["Colour": "blue"])
    }
}
