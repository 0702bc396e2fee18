import Foundation

/// A file that a command is to make. What is wrong with its folder is said of the folder, before anything long begins.
enum OutputFile {
    /// - Throws: ``Failure`` where nothing can be written beside that name.
    static func require(_ path: String) throws {
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder), isFolder.boolValue else {
            // What stands in a folder that is closed to this user is not seen either.
            throw Failure("There is no folder \(folder) that \(NSUserName()) can see. Nothing was written.", .noInput)
        }
        guard FileManager.default.isWritableFile(atPath: folder) else {
            throw Failure(
                "The folder \(folder) cannot be written by the user \(NSUserName()). Nothing was written.", .noInput)
        }
        guard !FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) || !isFolder.boolValue else {
            throw Failure("\(path) is a folder: name a file in it.", .noInput)
        }
    }
}
