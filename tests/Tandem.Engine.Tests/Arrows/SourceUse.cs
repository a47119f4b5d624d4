namespace Tandem.Engine.Tests.Arrows;

/// <param name="Folder">The folder of the file.</param>
/// <param name="Used">The folder that it speaks of.</param>
/// <param name="Type">The type that it names there; null for a <c>using</c>.</param>
internal sealed record SourceUse(string Folder, string File, string Used, string? Type, string Line);
