import Storage
import Testing

@Suite struct DatabaseLocationTests {
    @Test(arguments: [
        ("sqlite:data/room.sqlite", "data/room.sqlite"), ("sqlite:///srv/room.db", "/srv/room.db"),
        ("sqlite:/srv/room", "/srv/room"), ("room.sqlite", "room.sqlite"), ("./room", "./room"),
    ])
    func `a file is understood`(text: String, path: String) throws {
        #expect(try DatabaseLocation(parsing: text) == .sqlite(path: path))
    }

    @Test(arguments: [
        "postgres://amara@db.example/room", "postgresql://amara:s%20ecret@db.example:5433/room?sslmode=require",
    ])
    func `a PostgreSQL address is understood`(text: String) throws {
        #expect(try DatabaseLocation(parsing: text) == .postgres(url: text))
    }

    @Test(arguments: [
        "", "room", "mysql://db.example/room", "sqlite:", "sqlite::memory:", "data/",
        "postgres://amara:secret@db:port:1/x%",
    ])
    func `what is wrong is refused with a sentence that hides the password`(text: String) throws {
        let error = #expect(throws: StorageError.self) { try DatabaseLocation(parsing: text) }
        let sentence = try #require(error).description
        #expect(sentence.hasSuffix("."))
        #expect(!sentence.contains("secret"))
    }

    @Test func `the log shows neither user nor password`() throws {
        let location = try DatabaseLocation(parsing: "postgres://amara:secret@db.example/room?password=secret")
        #expect(location.description == "postgres://db.example/room")
    }
}
