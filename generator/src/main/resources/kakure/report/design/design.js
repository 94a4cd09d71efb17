// SPDX-License-Identifier: Apache-2.0
// A click on a block shows its ports; without this script the link leads to the same table.
const dialog = document.getElementById('ports');
for (const link of document.querySelectorAll('a[href^="#m-"]')) {
  link.addEventListener('click', event => {
    const module = document.getElementById(link.getAttribute('href').slice(1));
    if (!module || !dialog.showModal) return;
    event.preventDefault();
    dialog.querySelector('h3').textContent = module.querySelector('summary').textContent;
    dialog.querySelector('div').replaceChildren(...[...module.lastElementChild.children].map(part => part.cloneNode(true)));
    dialog.showModal();
  });
}
dialog.addEventListener('click', event => { if (event.target === dialog) dialog.close(); });
// A link to a module from elsewhere opens it.
const open = () => { const at = location.hash.length > 1 && document.getElementById(location.hash.slice(1)); if (at && at.tagName === 'DETAILS') at.open = true; };
addEventListener('hashchange', open);
open();
