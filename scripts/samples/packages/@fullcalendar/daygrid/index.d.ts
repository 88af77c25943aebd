export { default } from '@fullcalendar/angular/daygrid';
