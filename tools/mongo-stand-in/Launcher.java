import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.MongoVersion;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import java.util.List;

/** Starts the stand-in on a free port, prints the port, and ends when its standard input does (its parent is gone). */
public class Launcher {
  /** The driver refuses what the library calls itself (wire version 8); 21 is MongoDB 7.0. */
  private static final MongoVersion VERSION =
      new MongoVersion() {
        @Override
        public List<Integer> getVersionArray() {
          return List.of(7, 0, 0);
        }

        @Override
        public int getWireVersion() {
          return 21;
        }
      };

  public static void main(String[] args) throws Exception {
    MongoServer server = new MongoServer(new MemoryBackend().version(VERSION));
    server.enableOplog();
    server.bind("127.0.0.1", args.length > 0 ? Integer.parseInt(args[0]) : 0);
    System.out.println("port " + server.getLocalAddress().getPort());
    while (System.in.read() != -1) {}
    System.exit(0);
  }
}
