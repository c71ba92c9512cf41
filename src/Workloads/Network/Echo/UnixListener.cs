using System.Net.Sockets;

namespace Workloads.Network.Echo;

/// <summary>A socket in the file system, in a folder that no other user may enter.</summary>
internal sealed class UnixListener : EchoListener
{
    private readonly DirectoryInfo _folder;
    private readonly string _path;

    public UnixListener() : this(Directory.CreateTempSubdirectory("workloads-"))
    {
    }

    private UnixListener(DirectoryInfo folder) : base(new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified))
    {
        _folder = folder;
        _path = Path.Combine(folder.FullName, "echo");
        Socket.Bind(new UnixDomainSocketEndPoint(_path));
        Socket.Listen(LoopbackSocket.Backlog);
    }

    public override IReadOnlyDictionary<string, string> Address => new Dictionary<string, string>(StringComparer.Ordinal) { ["path"] = _path };

    public override void Dispose()
    {
        base.Dispose();
        _folder.Delete(recursive: true);
    }
}
