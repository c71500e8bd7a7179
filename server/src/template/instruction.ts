/** Whether a sentence begins with a verb that tells the author to write something. */
export function isInstruction(sentence: string): boolean {
  return INSTRUCTION.test(sentence);
}

const INSTRUCTION =
  /^\s*(?:please )?(?:add|choose|decide|define|describe|discuss|enter|explain|fill|give|identify|include|insert|list|mention|name|note|outline|pick|provide|replace|say|select|specify|state|summarize|summarise|tell|use|write)\b/i;
