import Foundation

/// Tables of text that tests tell beside what they are of, `let plenaryScenarios = """`: found in all files of these tests, so that no
/// list names them.
public enum TestTables {
    /// The folder of the package.
    public static let root: URL = {
        var folder = URL(filePath: #filePath).deletingLastPathComponent()
        while folder.path != "/", !FileManager.default.fileExists(atPath: folder.appending(path: "Package.swift").path)
        {
            folder.deleteLastPathComponent()
        }
        return folder
    }()

    /// - Parameter name: what the tables' names end in.
    public static func lines(named name: String) -> [Substring] {
        let files = FileManager.default.enumerator(
            at: root.appending(path: "Tests"), includingPropertiesForKeys: nil)?.allObjects
        return (files ?? []).compactMap { $0 as? URL }.filter { $0.pathExtension == "swift" }.flatMap {
            file -> [Substring] in
            guard let text = try? String(contentsOf: file, encoding: .utf8) else { return [] }
            return text.matches(of: /(?m)^let (\w+) = """\n([^"]*?)\n    """/).filter { $0.output.1.hasSuffix(name) }
                .flatMap { $0.output.2.split(separator: "\n") }
        }
    }
}
