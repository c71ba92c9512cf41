using Workloads.Charts;

namespace Workloads.Show;

/// <summary>A progress bar: how far something has come, with an estimate of the time left.</summary>
internal sealed class LiveProgress : IProgress<int>, IDisposable
{
    private const int BarLength = 20;

    /// <summary>Steps may end on several threads: what is shown last must be what was counted last.</summary>
    private readonly Lock _counting = new();
    private readonly LiveText _text;
    private readonly TimeProvider _time;
    private readonly string _what;
    private readonly int _total;
    private readonly long _began;
    private int _done;

    /// <summary>Begins to show how far something has come.</summary>
    /// <param name="what">What is being done, as the reader sees it.</param>
    /// <param name="total">How many steps it has, 1 or more.</param>
    /// <param name="time">The clock; the system's when left out.</param>
    /// <param name="console">Where lines go when there is no notebook; the console when left out.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are no steps.</exception>
    public LiveProgress(string what, int total, TimeProvider? time = null, TextWriter? console = null)
    {
        if (total < 1)
            throw new ArgumentOutOfRangeException(nameof(total), total, "Progress is made in 1 step or more.");
        _what = what;
        _total = total;
        _time = time ?? TimeProvider.System;
        _began = _time.GetTimestamp();
        _text = new(_time, console);
    }

    /// <summary>Says that so many steps are done.</summary>
    public void Report(int value)
    {
        lock (_counting)
        {
            _done = Math.Clamp(value, 0, _total);
            Show();
        }
    }

    /// <summary>Says that one more step is done. Steps may end on several threads.</summary>
    public void Step()
    {
        lock (_counting)
        {
            _done = Math.Min(_done + 1, _total);
            Show();
        }
    }

    /// <summary>Shows how far it came.</summary>
    public void Dispose() => _text.Dispose();

    private void Show()
    {
        int filled = (int)((long)BarLength * _done / _total);
        TimeSpan elapsed = _time.GetElapsedTime(_began);
        string left = _done == 0 || _done == _total ? ""
            : $", about {Unit.Seconds.Format((elapsed * ((_total - _done) / (double)_done)).TotalSeconds, 2)} left";
        _text.Report(
            Invariant($"{_what}: {new string('█', filled)}{new string('░', BarLength - filled)} {_done:N0} of {_total:N0} ({100.0 * _done / _total:0} %), {Unit.Seconds.Format(elapsed.TotalSeconds, 2)}{left}"));
    }
}
