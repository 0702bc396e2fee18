import Domain
import Testing

/// Levels as tables of others write them.
struct OutsideScaleTests {
    @Test
    func `levels and percentages are read, and what is none is refused`() {
        #expect(OutsideScale.levels.read(" 3 ") == .level(3) && OutsideScale.levels.read("5.0") == .level(5))
        #expect(OutsideScale.percent.read("60%") == .level(3) && OutsideScale.percent.read("100,00") == .level(5))
        for none in ["", " ", "-", "N/A", "NR"] { #expect(OutsideScale.levels.read(none) == .none) }
        for wrong in ["0", "6", "2.5", "three", "99999999999999999999", "-1", "3.", "٣"] {
            #expect(OutsideScale.levels.read(wrong) == .wrong, "\(wrong)")
        }
        for wrong in ["87", "0", "120", "3"] { #expect(OutsideScale.percent.read(wrong) == .wrong, "\(wrong)") }
    }
}
