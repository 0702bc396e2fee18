import Foundation

/// Where the databases of tests lie: in memory where there is room for them, as nothing of them is kept.
enum TestFolder {
    static let path: String = {
        let memory = "/dev/shm"
        guard access(memory, W_OK) == 0,
            let values = try? FileManager.default.attributesOfFileSystem(forPath: memory),
            let free = values[.systemFreeSize] as? NSNumber, free.int64Value >= 3 << 30
        else { return "/tmp" }
        return memory
    }()
}
