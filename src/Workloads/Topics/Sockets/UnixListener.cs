using System.Net.Sockets;
using Workloads.Processes;

namespace Workloads.Topics;

/// <summary>
/// A Unix socket. Linux gives it a name outside the file system, so that a server that is killed leaves nothing behind; elsewhere it
/// is a file in a folder that no other user may enter.
/// </summary>
internal sealed class UnixListener : EchoListener
{
    private readonly DirectoryInfo? _folder;
    private readonly string _name;

    public UnixListener() : this(OperatingSystem.IsLinux() ? null : Directory.CreateTempSubdirectory("workloads-"))
    {
    }

    private UnixListener(DirectoryInfo? folder) : base(new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified))
    {
        _folder = folder;
        _name = folder is null ? UnixName.Unique() : Path.Combine(folder.FullName, "echo");
        Socket.Bind(UnixName.EndPoint(_name));
        Socket.Listen(LoopbackSocket.Backlog);
    }

    public override IReadOnlyDictionary<string, string> Address =>
        new Dictionary<string, string>(StringComparer.Ordinal) { ["name"] = _name };

    public override void Dispose()
    {
        base.Dispose();
        _folder?.Delete(recursive: true);
    }
}
