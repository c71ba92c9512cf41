using Workloads.Interpreter;
using Workloads.Processes.Wire;

namespace Workloads.Tests;

public sealed class SharedAreaTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("workloads-tests-").FullName;

    public SharedAreaTests() => Assert.SkipWhen(OperatingSystem.IsWindows(), "Shared memory is no file there.");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Space_is_taken_when_a_file_is_made_so_that_a_full_place_is_an_exception_and_not_a_signal()
    {
        // Such a folder refuses at once what is larger than it could ever hold.
        const string Memory = "/dev/shm";
        if (!Directory.Exists(Memory) || new DriveInfo(Memory) is not { DriveFormat: "tmpfs", TotalSize: > 0 and < 1L << 50 })
            Required.Skip($"There is no {Memory} of limited size here.");
        string path = Path.Combine(Memory, "workloads-tests-" + Guid.NewGuid().ToString("N"));

        Assert.Throws<IOException>(() => SharedArea.Reserve(path, new DriveInfo(Memory).TotalSize + 4_096));

        Assert.False(File.Exists(path));
    }

    [Fact]
    public void Where_the_first_place_has_no_room_the_next_one_is_taken()
    {
        using SharedArea area = SharedArea.Create(100_000, [Path.Combine(_folder, "missing"), _folder]);

        area.Input.Fill(1);
        area.Output.Fill(2);

        Assert.StartsWith(_folder, area.Name, StringComparison.Ordinal);
        Assert.Equal(-1, area.Input.IndexOfAnyExcept((byte)1));
        Assert.Equal(200_000, new FileInfo(area.Name).Length);
        area.Unname();
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder));
    }

    [Fact]
    public void Where_no_place_has_room_one_line_tells_what_each_lacks()
    {
        string one = Path.Combine(_folder, "one"), other = Path.Combine(_folder, "other");

        var error = Assert.Throws<IOException>(() => SharedArea.Create(100_000, [one, other]));

        Assert.Contains("200,000 bytes", error.Message, StringComparison.Ordinal);
        Assert.Contains(one, error.Message, StringComparison.Ordinal);
        Assert.Contains(other, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public void Two_processes_see_the_same_bytes()
    {
        using SharedArea ours = SharedArea.Create(1_000, [_folder]), theirs = SharedArea.Open(ours.Name, 1_000);

        ours.Input[999] = 42;
        theirs.Output[0] = 43;

        Assert.Equal(42, theirs.Input[999]);
        Assert.Equal(43, ours.Output[0]);
    }

    [Fact]
    public void A_worker_that_cannot_map_its_memory_answers_its_call_once_and_says_why()
    {
        var calls = new PayloadCalls();
        var answers = new FrameWriter();
        string missing = Path.Combine(_folder, "missing");

        calls.Map(missing, capacity: 1_000, answers);
        int afterMapping = answers.Length;
        calls.AnswerShared("echo", count: 10, answers);

        Assert.Equal(0, afterMapping);
        var header = FrameHeader.Read(answers.Written);
        Assert.Equal(FrameKind.Failure, header.Kind);
        Assert.Equal(FrameHeader.Size + header.Length, answers.Length);
        Assert.Contains(missing, RemoteFailure.Read(answers.Written[FrameHeader.Size..]).Message, StringComparison.Ordinal);
    }
}
