using Workloads.Models;

namespace Workloads.Tests;

public sealed class AtomicFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("workloads-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_file_is_written_and_replaced()
    {
        string path = Path.Combine(_folder, "file");

        AtomicFile.Write(path, [1, 2, 3]);
        AtomicFile.Write(path, [4]);

        Assert.Equal([4], File.ReadAllBytes(path));
        Assert.Equal([path], Directory.GetFiles(_folder));
    }

    [Fact]
    public void A_file_that_cannot_be_written_leaves_nothing_behind()
    {
        string path = Path.Combine(_folder, "taken");
        Directory.CreateDirectory(path);

        Assert.ThrowsAny<Exception>(() => AtomicFile.Write(path, [1]));

        Assert.Empty(Directory.GetFiles(_folder));
    }

    [Fact(Timeout = 60_000)]
    public async Task Whoever_reads_while_it_is_written_sees_a_whole_one()
    {
        string path = Path.Combine(_folder, "file");
        byte[] ones = [.. Enumerable.Repeat((byte)1, 100_000)], twos = [.. Enumerable.Repeat((byte)2, 100_000)];
        AtomicFile.Write(path, ones);
        using var reading = new CancellationTokenSource();

        Task writing = Task.Run(async () =>
        {
            for (int turn = 0; !reading.IsCancellationRequested; turn++)
            {
                AtomicFile.Write(path, turn % 2 == 0 ? twos : ones);
                await Task.Yield();
            }
        });
        var seen = Enumerable.Range(0, 200).Select(_ => File.ReadAllBytes(path)).ToList();
        await reading.CancelAsync();
        await writing;

        Assert.All(seen, content => Assert.True(content.AsSpan().SequenceEqual(ones) || content.AsSpan().SequenceEqual(twos)));
    }
}
