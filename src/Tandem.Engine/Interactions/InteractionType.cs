namespace Tandem.Engine.Interactions;

/// <summary>The calls of the Segment spec. Numbers are stored.</summary>
public enum InteractionType : byte
{
    Identify = 1,
    Track = 2,
    Page = 3,
    Screen = 4,
    Group = 5,
    Alias = 6,
}
