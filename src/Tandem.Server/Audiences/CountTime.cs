namespace Tandem.Server.Audiences;

/// <summary>How long a count may take, of real time.</summary>
/// <param name="All">Until it answers, from the call on.</param>
/// <param name="States">How much of that may go into looking at states, where there may be pasts to look through.</param>
internal readonly record struct CountTime(TimeSpan All, TimeSpan States)
{
    public static CountTime Default { get; } = new(TimeSpan.FromMilliseconds(700), TimeSpan.FromMilliseconds(300));
}
