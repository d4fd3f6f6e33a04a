/* Streamlit writes its own page in English. What reads the page aloud, breaks its words or offers to
   translate it goes by the language that it names. */
export default function ({ data: { language } }) {
  document.documentElement.lang = language;
}
